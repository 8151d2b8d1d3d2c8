package roomtone.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.access.Presence;
import roomtone.web.settings.SettingsBook;
import roomtone.web.settings.SettingsView;
import roomtone.web.settings.SettingsView.Setting;
import roomtone.web.settings.SetupBook;
import roomtone.web.settings.SetupBook.Step;

/** Leads the operator through the first set-up; each step can be taken again at any time. */
public final class SetupPage {
  private static final String TICKET = "roomtone-panel-test";
  private static final String PLAYLISTS = "music.playlists.";

  private final SetupBook setup;
  private final SettingsBook settings;
  private final @Nullable MusicLogin login;
  private final Presence presence;
  private final Supplier<String> name;
  private final Door door;
  private final Json json;
  private final Pages pages;

  /**
   * An assistant for these settings.
   *
   * @param setup what was confirmed
   * @param login lets the kiosk into a music service; null where none is set up
   * @param presence waits for a press on the button
   * @param name what the operator calls this kiosk
   */
  SetupPage(
      SetupBook setup,
      SettingsBook settings,
      @Nullable MusicLogin login,
      Presence presence,
      Supplier<String> name,
      Door door,
      Json json,
      Pages pages) {
    this.setup = setup;
    this.settings = settings;
    this.login = login;
    this.presence = presence;
    this.name = name;
    this.door = door;
    this.json = json;
    this.pages = pages;
  }

  /**
   * What the page shows.
   *
   * @param steps all that apply here, in their order
   * @param secondsLeft to press the button, while that is waited for; else 0
   * @param settings what the forms show
   */
  public record View(List<State> steps, long secondsLeft, SettingsView settings) {
    /** The settings of a step. */
    public List<Setting> of(Step step) {
      return settings.sections().stream()
          .flatMap(section -> section.settings().stream())
          .filter(setting -> belongs(step, setting))
          .toList();
    }
  }

  /** A step, and whether it is done. */
  public record State(Step step, boolean done) {
    /** Its name in addresses and language files. */
    public String key() {
      return step.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Answers {@code GET /setup}. */
  void show(Context context) {
    String said =
        switch (String.valueOf(context.queryParam("said"))) {
          case "saved" -> "settings.saved";
          case "unchanged" -> "settings.unchanged";
          case "busy" -> "setup.busy";
          default -> "";
        };
    pages.setup(
        context, door.visitor(context), Door.language(context), name.get(), view(context), said);
  }

  /** Answers {@code GET /api/setup}. */
  void serve(Context context) {
    context.contentType(Json.TYPE).result(json.bytes(new Steps(view(context).steps())));
  }

  private record Steps(List<State> steps) {}

  /** Answers {@code POST /api/setup/{step}}, whose form has {@code done}: true or false. */
  void confirm(Context context) throws ProblemException {
    Step step =
        Arrays.stream(Step.values())
            .filter(each -> new State(each, false).key().equals(context.pathParam("step")))
            .findFirst()
            .orElseThrow(() ->
                new ProblemException(
                    new Problem("Bad parameter", 400, "There is no such step.", "step")));
    confirm(context, step, !"false".equals(context.formParam("done")));
    answer(context, "");
  }

  private void confirm(Context context, Step step, boolean isDone) throws ProblemException {
    Optional<String> failure = setup.confirm(step, isDone);
    if (failure.isPresent()) {
      throw new ProblemException(new Problem("Refused", 503, failure.get()));
    }
    String key = new State(step, isDone).key();
    door.changed(context, isDone ? "confirmed set-up: " + key : "opened set-up again: " + key);
  }

  /** Answers {@code POST /api/setup/panel/test}: the light shows its colours until a press. */
  void testPanel(Context context) throws ProblemException {
    switch (presence.ask(Presence.Wish.TEST_PANEL)) {
      case Presence.Asked.Waits(String ticket) -> {
        context.cookie(Door.cookie(context, TICKET, ticket, Presence.WINDOW.multipliedBy(2)));
        answer(context, "");
      }
      case Presence.Asked.Busy(Duration again) -> {
        String sentence = Door.language(context).say(Problems.buttonIsBusy(context, again));
        if (!Problems.wantsHtml(context)) {
          throw new ProblemException(new Problem("Too soon", 429, sentence));
        }
        answer(context, "busy");
      }
    }
  }

  private void answer(Context context, String said) {
    if (Problems.wantsHtml(context)) {
      String address = said.isEmpty() ? "/setup" : "/setup?said=" + said;
      context.status(303).header("Location", address);
    } else {
      serve(context);
    }
  }

  private View view(Context context) {
    long left = panelTest(context);
    SettingsView now = settings.view();
    Set<Step> done = EnumSet.noneOf(Step.class);
    done.addAll(setup.confirmed());
    MusicLogin service = login;
    if (service != null && service.invite().isEmpty()) {
      done.add(Step.SPOTIFY);
    }
    for (Step step : List.of(Step.NAME, Step.LANGUAGE, Step.PLAYLISTS)) {
      Predicate<Setting> isWritten = setting -> setting.source() == SettingsView.Source.FILE;
      if (new View(List.of(), 0, now).of(step).stream().anyMatch(isWritten)) {
        done.add(step);
      }
    }
    List<State> steps =
        Arrays.stream(Step.values())
            .filter(step -> step != Step.SPOTIFY || service != null)
            .map(step -> new State(step, done.contains(step)))
            .toList();
    return new View(steps, left, now);
  }

  /** How long a press is still waited for; confirms the step once somebody pressed. */
  private long panelTest(Context context) {
    String ticket = context.cookie(TICKET);
    if (ticket == null) {
      return 0;
    }
    return switch (presence.answer(ticket, Presence.Wish.TEST_PANEL)) {
      case Presence.Answer.Waiting(Duration left) -> Math.max(1, left.toSeconds());
      case Presence.Answer.Granted() -> {
        context.removeCookie(TICKET);
        if (setup.confirm(Step.PANEL, true).isEmpty()) {
          door.changed(context, "confirmed set-up: panel");
        }
        yield 0;
      }
      case Presence.Answer.Over() -> {
        context.removeCookie(TICKET);
        yield 0;
      }
    };
  }

  private static boolean belongs(Step step, Setting setting) {
    return switch (step) {
      case NAME -> setting.key().equals("kiosk.name");
      case LANGUAGE -> setting.key().equals("music.language");
      case PLAYLISTS -> setting.key().startsWith(PLAYLISTS);
      case CAMERA, PANEL, SPEAKER, SPOTIFY, PRIVACY -> false;
    };
  }
}
