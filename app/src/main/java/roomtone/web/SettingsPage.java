package roomtone.web;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import roomtone.language.Language;
import roomtone.web.settings.SettingsBook;
import roomtone.web.settings.SettingsOutcome;
import roomtone.web.settings.SettingsView;
import roomtone.web.settings.SettingsView.Setting;
import roomtone.web.settings.SettingsView.Trouble;

/** Shows the settings to the operator, and takes changes of a section at a time. */
public final class SettingsPage {
  private static final String VERSION = "version";
  private static final String BACK = "default";
  private static final String PAGE = "page";
  // What stands for the part of a value that nobody may see.
  private static final String HIDDEN = "(set, not shown)";

  private final SettingsBook book;
  private final Supplier<String> name;
  private final Door door;
  private final Json json;
  private final Pages pages;

  /**
   * A page of these settings.
   *
   * @param name what the operator calls this kiosk
   */
  SettingsPage(SettingsBook book, Supplier<String> name, Door door, Json json, Pages pages) {
    this.book = book;
    this.name = name;
    this.door = door;
    this.json = json;
    this.pages = pages;
  }

  /**
   * What a page of settings shows beside them.
   *
   * @param typed what was typed and not taken, by key
   * @param said what became of an attempt: a key of the language files, or empty
   * @param troubles what is wrong with what was typed
   */
  public record Attempt(Map<String, String> typed, String said, List<Trouble> troubles) {
    static Attempt none(String said) {
      return new Attempt(Map.of(), said, List.of());
    }
  }

  /** Answers {@code GET /settings}. */
  void show(Context context) {
    String said =
        switch (String.valueOf(context.queryParam("said"))) {
          case "saved" -> "settings.saved";
          case "unchanged" -> "settings.unchanged";
          default -> "";
        };
    show(context, Attempt.none(said));
  }

  /** Answers {@code GET /api/settings}. */
  void serve(Context context) {
    context.contentType(Json.TYPE).result(json.bytes(book.view()));
  }

  /**
   * Answers {@code POST /api/settings}, whose form has keys with their new values, and {@code
   * default} with keys that go back.
   */
  void change(Context context) throws ProblemException {
    SettingsView view = book.view();
    Map<String, String> typed = typed(context);
    Map<String, Optional<String>> edits = new LinkedHashMap<>();
    List<Trouble> troubles = new ArrayList<>();
    for (SettingsView.Section section : view.sections()) {
      for (Setting setting : section.settings()) {
        edit(context, setting, typed, edits, troubles);
      }
    }
    typed.keySet().stream()
        .filter(key -> view.sections().stream().noneMatch(section -> has(section, key)))
        .forEach(key -> troubles.add(new Trouble(key, "There is no key %s.".formatted(key))));
    if (!troubles.isEmpty()) {
      refuse(context, new Attempt(typed, "settings.refused", troubles), 422);
    } else if (edits.isEmpty()) {
      answer(context, List.of());
    } else {
      write(context, typed, edits);
    }
  }

  private void write(
      Context context, Map<String, String> typed, Map<String, Optional<String>> edits)
      throws ProblemException {
    Optional<String> version =
        Optional.ofNullable(context.formParam(VERSION)).filter(text -> !text.isEmpty());
    switch (book.change(edits, version)) {
      case SettingsOutcome.Saved(var changes) -> {
        changes.forEach(change -> door.changed(context, change.sentence()));
        answer(context, changes);
      }
      case SettingsOutcome.Refused(var found) ->
          refuse(context, new Attempt(typed, "settings.refused", found), 422);
      case SettingsOutcome.Overtaken() ->
          refuse(context, new Attempt(typed, "settings.overtaken", List.of()), 409);
      case SettingsOutcome.Failed(String reason) ->
          refuse(
              context,
              new Attempt(typed, "settings.failed", List.of(new Trouble("", reason))),
              503);
    }
  }

  /** Answers {@code POST /api/restart}. */
  void startAgain(Context context) {
    door.changed(context, "had the kiosk start again");
    book.startAgain();
    if (Problems.wantsHtml(context)) {
      pages.restart(context, Door.language(context), name.get());
    } else {
      context.contentType(Json.TYPE).result(json.bytes(new Message("It starts again now.")));
    }
  }

  /** What one setting becomes, where the form says anything else than what holds. */
  private static void edit(
      Context context,
      Setting setting,
      Map<String, String> typed,
      Map<String, Optional<String>> edits,
      List<Trouble> troubles) {
    String key = setting.key();
    String text =
        Objects.requireNonNullElse(typed.get(key), setting.isSecret() ? "" : setting.value());
    boolean goesBack = context.formParams(BACK).contains(key);
    boolean isSame = setting.isSecret() ? text.isEmpty() : text.equals(setting.value());
    if (!goesBack && isSame) {
      return;
    }
    if (setting.onlyByHand()) {
      troubles.add(new Trouble(key, "%s can only be changed in the file itself.".formatted(key)));
    } else if (goesBack) {
      edits.put(key, Optional.empty());
    } else if (setting.hidden() && text.contains(HIDDEN)) {
      troubles.add(new Trouble(key, "%s hides a part of itself: type all of it.".formatted(key)));
    } else {
      edits.put(key, Optional.of(text));
    }
  }

  private static Map<String, String> typed(Context context) {
    Map<String, String> typed = new HashMap<>();
    context
        .formParamMap()
        .forEach((field, values) -> {
          if (field.contains(".") && !values.isEmpty()) {
            typed.put(field, values.getFirst());
          }
        });
    return typed;
  }

  private static boolean has(SettingsView.Section section, String key) {
    return section.settings().stream().anyMatch(setting -> setting.key().equals(key));
  }

  private void answer(Context context, List<SettingsOutcome.Change> changes) {
    if (!Problems.wantsHtml(context)) {
      context.contentType(Json.TYPE).result(json.bytes(new Saved(changes, book.view().waiting())));
      return;
    }
    String said = changes.isEmpty() ? "unchanged" : "saved";
    context.status(303).header("Location", page(context) + "?said=" + said);
  }

  private record Saved(List<SettingsOutcome.Change> changes, List<String> waiting) {}

  private void refuse(Context context, Attempt attempt, int status) throws ProblemException {
    if (Problems.wantsHtml(context)) {
      show(context.status(status), attempt);
      return;
    }
    String detail =
        attempt.troubles().isEmpty()
            ? Language.ENGLISH.say(attempt.said())
            : String.join(" ", attempt.troubles().stream().map(Trouble::message).toList());
    String key = attempt.troubles().isEmpty() ? "" : attempt.troubles().getFirst().key();
    throw new ProblemException(new Problem("Refused", status, detail, key.isEmpty() ? null : key));
  }

  private void show(Context context, Attempt attempt) {
    pages.settings(
        context, door.visitor(context), Door.language(context), name.get(), book.view(), attempt);
  }

  /** Which of the kiosk's pages a form stood in. */
  private static String page(Context context) {
    return "setup".equals(context.formParam(PAGE)) ? "/setup" : "/settings";
  }
}
