package roomtone.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import roomtone.language.Language;
import roomtone.music.Taste;
import roomtone.web.notice.DoorNotice;
import roomtone.web.past.PastView;
import roomtone.web.proof.Evidence;
import roomtone.web.settings.SettingsView;

/** Renders the HTML pages from their templates, which the build has compiled. */
final class Pages {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "roomtone.web.pages");
  private final UnaryOperator<String> asset;
  private final Json json;
  private final Supplier<String> fingerprint;

  /**
   * Pages with these assets.
   *
   * @param fingerprint of the page's certificate; empty where there is none
   */
  Pages(Assets assets, Json json, Supplier<String> fingerprint) {
    this.json = json;
    this.asset = assets::url;
    this.fingerprint = fingerprint;
  }

  /**
   * Answers with the page of the room.
   *
   * @param visitor for whom
   * @param spotify whether it can be let into Spotify
   * @param hint what a kiosk says that has no operator yet; empty where it has one
   */
  void room(
      Context context,
      Visitor visitor,
      StatusDocument status,
      Notice notice,
      boolean spotify,
      String hint) {
    render(
        context,
        "room.jte",
        Map.of(
            "visitor", visitor,
            "status", status,
            "notice", notice.sentence(visitor.language()),
            "spotify", spotify,
            "hint", hint));
  }

  /** Answers with the page of the room for a screen on the wall. */
  void wall(Context context, StatusDocument status) {
    render(context, "wall.jte", Map.of("status", status, "host", String.valueOf(context.host())));
  }

  /** Answers with the privacy notice. */
  void privacy(Context context, StatusDocument status) {
    render(context, "privacy.jte", Map.of("status", status));
  }

  /** Answers with the notice for the door. */
  void notice(Context context, DoorNotice notice) {
    render(context, "notice.jte", Map.of("notice", notice));
  }

  /** Answers with the page of what the kiosk can prove. */
  void proof(Context context, Language language, String name, Evidence evidence) {
    render(context, "proof.jte", Map.of("language", language, "name", name, "evidence", evidence));
  }

  /**
   * Answers with the page that lets the kiosk into Spotify.
   *
   * @param said what became of an attempt; empty before one
   */
  void spotify(
      Context context,
      Visitor visitor,
      String name,
      Optional<MusicLogin.Invitation> invitation,
      String said) {
    Map<String, Object> parameters =
        new HashMap<>(Map.of("visitor", visitor, "name", name, "said", said));
    parameters.put("invitation", invitation.orElse(null));
    render(context, "spotify.jte", parameters);
  }

  /** Answers with the page of the past. */
  void history(Context context, Visitor visitor, PastView past) {
    render(context, "history.jte", Map.of("visitor", visitor, "past", past));
  }

  /** Answers with the page that helps to aim the camera. */
  void aim(Context context, Visitor visitor, AimDocument aim, Preview.State preview) {
    render(context, "aim.jte", Map.of("visitor", visitor, "aim", aim, "preview", preview.name()));
  }

  /**
   * Answers with the page that lets the operator in.
   *
   * @param said what became of an attempt; empty before one
   */
  void operator(
      Context context, Visitor visitor, String name, OperatorDocument operator, String said) {
    render(
        context,
        "operator.jte",
        Map.of(
            "visitor", visitor,
            "name", name,
            "operator", operator,
            "fingerprint", fingerprint.get(),
            "said", said));
  }

  /** Answers with the page of what the DJ has learnt. */
  void dj(
      Context context,
      Visitor visitor,
      StatusDocument status,
      List<Taste.Known> known,
      Notice notice) {
    render(
        context,
        "dj.jte",
        Map.of(
            "visitor",
            visitor,
            "status",
            status,
            "known",
            known,
            "notice",
            notice.sentence(visitor.language())));
  }

  /** Answers with the page of the settings. */
  void settings(
      Context context,
      Visitor visitor,
      Language language,
      String name,
      SettingsView settings,
      SettingsPage.Attempt attempt) {
    render(
        context,
        "settings.jte",
        Map.of(
            "visitor", visitor,
            "language", language,
            "name", name,
            "settings", settings,
            "fingerprint", fingerprint.get(),
            "attempt", attempt));
  }

  /** Answers with the page of the first set-up. */
  void setup(
      Context context,
      Visitor visitor,
      Language language,
      String name,
      SetupPage.View setup,
      String said) {
    render(
        context,
        "setup.jte",
        Map.of(
            "visitor", visitor,
            "language", language,
            "name", name,
            "setup", setup,
            "said", said));
  }

  /** Answers with the page that waits until the kiosk has started again. */
  void restart(Context context, Language language, String name) {
    render(context, "restart.jte", Map.of("language", language, "name", name));
  }

  /** Answers with a page that says what is wrong. */
  void problem(Context context, Problem problem) {
    String key =
        switch (problem.status()) {
          case 403 -> "problem.denied";
          case 404 -> "problem.not-found";
          case 429 -> "problem.soon";
          default -> problem.status() >= 500 ? "problem.broken" : "problem.bad";
        };
    render(
        context,
        "problem.jte",
        Map.of("title", Door.language(context).say(key), "detail", problem.detail()));
  }

  private void render(Context context, String template, Map<String, Object> parameters) {
    Language language = Door.language(context);
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("asset", asset);
    all.put("language", language);
    all.put("texts", json.text(language.patterns("script.", "age.", "part.")));
    context.header("Vary", "Accept-Language").header("Content-Language", language.tag());
    var page = new StringOutput();
    engine.render(template, all, page);
    context.contentType("text/html;charset=utf-8").result(page.toString());
  }
}
