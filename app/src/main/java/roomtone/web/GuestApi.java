package roomtone.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Answers what a guest asks for: JSON for programs and the page's script, and for a browser without
 * script a redirect back to the page, which then shows the {@link Notice}.
 */
final class GuestApi {
  private static final Duration GAP = Duration.ofSeconds(2);

  private final GuestActions actions;
  private final Json json;
  private final Pace skips;
  private final Pace rescans;
  private final Pace looks;

  /**
   * Passes on to {@code actions}, each at most every two seconds.
   *
   * @param nanos the monotonic clock
   */
  GuestApi(GuestActions actions, Json json, LongSupplier nanos) {
    this.actions = actions;
    this.json = json;
    this.skips = new Pace(GAP, nanos);
    this.rescans = new Pace(GAP, nanos);
    this.looks = new Pace(GAP, nanos);
  }

  /** Answers {@code POST /api/skip}. */
  void skip(Context context) throws ProblemException {
    ask(context, skips, actions::skip, Notice.SKIPPED);
  }

  /** Answers {@code POST /api/rescan}. */
  void rescan(Context context) throws ProblemException {
    ask(context, rescans, actions::rescan, Notice.LOOKING);
  }

  /** Answers {@code POST /api/areas/{area}/look-again}. */
  void lookAgain(Context context) throws ProblemException {
    int area = context.pathParamAsClass("area", Integer.class).getOrDefault(0);
    ask(context, looks, () -> actions.lookAgain(area), Notice.LOOKING);
  }

  private void ask(Context context, Pace pace, Supplier<ActionResult> action, Notice done)
      throws ProblemException {
    Duration wait = pace.take();
    if (!wait.isZero()) {
      context.header(
          "Retry-After", String.valueOf(Math.max(1, Math.ceilDiv(wait.toMillis(), 1000))));
      answer(context, Notice.WAIT, new Problem("Too soon", 429, Notice.WAIT.sentence()));
      return;
    }
    switch (action.get()) {
      case ActionResult.Done() when Problems.wantsHtml(context) -> done.goBack(context);
      case ActionResult.Done() ->
          context.contentType(Json.TYPE).result(json.bytes(new Answer(done.sentence())));
      case ActionResult.Refused(String reason) ->
          answer(context, Notice.REFUSED, new Problem("Refused", 409, reason));
    }
  }

  private static void answer(Context context, Notice notice, Problem problem)
      throws ProblemException {
    if (!Problems.wantsHtml(context)) {
      throw new ProblemException(problem);
    }
    notice.goBack(context);
  }

  /** The shape of the answer. */
  private record Answer(String message) {}
}
