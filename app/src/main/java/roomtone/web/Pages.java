package roomtone.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import roomtone.language.Language;
import roomtone.music.Taste;
import roomtone.web.notice.DoorNotice;
import roomtone.web.past.PastView;
import roomtone.web.proof.Evidence;

/** Renders the HTML pages from their templates, which the build has compiled. */
final class Pages {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "roomtone.web.pages");
  private final UnaryOperator<String> asset;

  Pages(Assets assets) {
    this.asset = assets::url;
  }

  /**
   * Answers with the page of the room.
   *
   * @param visitor for whom
   * @param spotify whether it can be let into Spotify
   */
  void room(
      Context context, Visitor visitor, StatusDocument status, Notice notice, boolean spotify) {
    render(
        context,
        "room.jte",
        Map.of(
            "visitor", visitor, "status", status, "notice", notice.sentence(), "spotify", spotify));
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
        Map.of("visitor", visitor, "name", name, "operator", operator, "said", said));
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
        Map.of("visitor", visitor, "status", status, "known", known, "notice", notice.sentence()));
  }

  /** Answers with a page that says what is wrong. */
  void problem(Context context, Problem problem) {
    render(context, "problem.jte", Map.of("title", problem.title(), "detail", problem.detail()));
  }

  private void render(Context context, String template, Map<String, Object> parameters) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("asset", asset);
    var page = new StringOutput();
    engine.render(template, all, page);
    context.contentType("text/html;charset=utf-8").result(page.toString());
  }
}
