package roomtone.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.emotion.Emotion;
import roomtone.language.Phrase;

/**
 * Answers what people ask the kiosk to do: JSON for programs and the page's script, and for a
 * browser without script a redirect back to the page, which then shows the {@link Notice}.
 */
final class ActionsApi {
  private static final Duration GAP = Duration.ofSeconds(2);

  private final KioskActions actions;
  private final Door door;
  private final Json json;
  private final Pace skips;
  private final Pace rescans;
  private final Pace looks;
  private final Pace verdicts;

  /**
   * Passes on to {@code actions}: what guests may ask for at most every two seconds.
   *
   * @param nanos the monotonic clock
   */
  ActionsApi(KioskActions actions, Door door, Json json, LongSupplier nanos) {
    this.actions = actions;
    this.door = door;
    this.json = json;
    this.skips = new Pace(GAP, nanos);
    this.rescans = new Pace(GAP, nanos);
    this.looks = new Pace(GAP, nanos);
    this.verdicts = new Pace(GAP, nanos);
  }

  /** Answers {@code POST /api/skip}. */
  void skip(Context context) throws ProblemException {
    if (isTurn(context, skips)) {
      answer(context, actions.skip(), Notice.SKIPPED);
    }
  }

  /** Answers {@code POST /api/rescan}. */
  void rescan(Context context) throws ProblemException {
    if (isTurn(context, rescans)) {
      change(context, actions::rescan, Notice.LOOKING, "had the room looked at afresh");
    }
  }

  /** Answers {@code POST /api/areas/{area}/look-again}. */
  void lookAgain(Context context) throws ProblemException {
    int area = context.pathParamAsClass("area", Integer.class).getOrDefault(0);
    if (isTurn(context, looks)) {
      change(
          context,
          () -> actions.lookAgain(area),
          Notice.LOOKING,
          "had ignored place %d looked at again".formatted(area));
    }
  }

  /** Answers {@code POST /api/camera/on}. */
  void cameraOn(Context context) throws ProblemException {
    change(context, () -> actions.camera(true), Notice.CAMERA_ON, "switched the camera on");
  }

  /** Answers {@code POST /api/camera/off}. */
  void cameraOff(Context context) throws ProblemException {
    change(context, () -> actions.camera(false), Notice.CAMERA_OFF, "switched the camera off");
  }

  /** Answers {@code POST /api/dj/pin}, whose form has an expression and perhaps a playlist. */
  void pin(Context context) throws ProblemException {
    Emotion emotion = emotion(context.formParam("expression"));
    Optional<String> playlist =
        Optional.ofNullable(context.formParam("playlist")).filter(name -> !name.isBlank());
    change(
        context,
        () -> actions.pin(emotion, playlist),
        Notice.DJ_TOLD,
        playlist
            .map(name -> "fixed %s for %s".formatted(name, emotion.label()))
            .orElseGet(() -> "let the DJ choose for " + emotion.label()));
  }

  /** Answers {@code POST /api/mood}, whose form may have an expression. */
  void follow(Context context) throws ProblemException {
    Optional<Emotion> chosen = optional(context.formParam("expression"));
    change(
        context,
        () -> actions.follow(chosen),
        chosen.isPresent() ? Notice.FOLLOWS : Notice.FREE,
        chosen
            .map(emotion -> "chose music for " + emotion.label())
            .orElse("let the room decide on the music"));
  }

  /** Answers {@code POST /api/verdict}, whose form says whether the mood is right. */
  void judge(Context context) throws ProblemException {
    String agreed = context.formParam("agreed");
    if (!"true".equals(agreed) && !"false".equals(agreed)) {
      throw new ProblemException(
          new Problem("Bad parameter", 400, "\"agreed\" takes true or false.", "agreed"));
    }
    Optional<Emotion> instead = optional(context.formParam("expression"));
    if (isTurn(context, verdicts)) {
      answer(context, actions.verdict("true".equals(agreed), instead), Notice.COUNTED);
    }
  }

  private static Optional<Emotion> optional(@Nullable String label) throws ProblemException {
    return label == null || label.isBlank() ? Optional.empty() : Optional.of(emotion(label));
  }

  /** Answers {@code POST /api/dj/reset}. */
  void forgetTaste(Context context) throws ProblemException {
    change(context, actions::forgetTaste, Notice.DJ_TOLD, "had the DJ forget what it had learnt");
  }

  private static Emotion emotion(@Nullable String label) throws ProblemException {
    return Arrays.stream(Emotion.values())
        .filter(emotion -> emotion.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                new Problem(
                    "Bad parameter",
                    400,
                    "There is no such expression: take one of /api/status.",
                    "expression")));
  }

  private static boolean isTurn(Context context, Pace pace) throws ProblemException {
    Duration wait = pace.take();
    if (wait.isZero()) {
      return true;
    }
    Problems.retryAfter(context, wait);
    refuse(
        context,
        Notice.WAIT,
        new Problem("Too soon", 429, Notice.WAIT.sentence(Door.language(context))));
    return false;
  }

  private void change(Context context, Supplier<ActionResult> action, Notice done, String what)
      throws ProblemException {
    ActionResult result = action.get();
    if (result instanceof ActionResult.Done) {
      door.changed(context, what);
    }
    answer(context, result, done);
  }

  private void answer(Context context, ActionResult result, Notice done) throws ProblemException {
    switch (result) {
      case ActionResult.Done() -> done.answer(context, json);
      case ActionResult.Refused(Phrase reason) -> {
        String sentence = Door.language(context).say(reason);
        refuse(context, Notice.REFUSED, new Problem("Refused", 409, sentence));
      }
    }
  }

  private static void refuse(Context context, Notice notice, Problem problem)
      throws ProblemException {
    if (!Problems.wantsHtml(context)) {
      throw new ProblemException(problem);
    }
    notice.goBack(context);
  }
}
