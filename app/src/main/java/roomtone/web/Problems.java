package roomtone.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.EOFException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.language.Phrase;

/** Answers what went wrong: a small page for a person, a {@link Problem} for a program. */
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private final Json json;
  private final Pages pages;

  Problems(Json json, Pages pages) {
    this.json = json;
    this.pages = pages;
  }

  /** Whether a person reads the answer in a browser. */
  static boolean wantsHtml(Context context) {
    String accept = context.header("Accept");
    return accept != null && accept.contains("text/html");
  }

  /**
   * Tells the browser when to ask again (RFC 9110, section 10.2.3).
   *
   * @return the same in whole seconds, at least 1
   */
  static long retryAfter(Context context, Duration wait) {
    long seconds = Math.max(1, Math.ceilDiv(wait.toMillis(), 1000));
    context.header("Retry-After", String.valueOf(seconds));
    return seconds;
  }

  /** The same for the button on the box, which waits for one press at a time. */
  static Phrase buttonIsBusy(Context context, Duration wait) {
    return Phrase.of("operator.busy", retryAfter(context, wait));
  }

  /** Answers every failure of these routes. */
  void register(RoutesConfig routes) {
    routes.exception(ProblemException.class, (e, context) -> answer(context, e.problem()));
    routes.exception(
        MethodNotAllowedResponse.class,
        (e, context) -> {
          context.header("Allow", String.join(", ", e.getDetails().values()));
          answer(context, new Problem("Wrong method", 405, "This address takes another method."));
        });
    routes.exception(
        HttpResponseException.class,
        (e, context) ->
            answer(
                context,
                e.getStatus() == 404
                    ? new Problem("Not found", 404, "There is nothing at this address.")
                    : new Problem("Bad request", e.getStatus(), "This request makes no sense.")));
    // Whoever sends half a request broke it; the log is for what breaks here.
    routes.exception(
        EOFException.class,
        (_, context) ->
            answer(context, new Problem("Bad request", 400, "This request is cut short.")));
    routes.exception(
        Exception.class,
        (e, context) -> {
          log.error("{} {} failed", context.method(), context.path(), e);
          answer(
              context,
              new Problem("Internal error", 500, "Something broke here; the log says what."));
        });
  }

  private void answer(Context context, Problem problem) {
    context.status(problem.status());
    boolean forProgram = context.path().startsWith("/api/");
    if (wantsHtml(context) && !forProgram) {
      pages.problem(context, problem);
    } else {
      context.contentType(Json.PROBLEM_TYPE).result(json.bytes(problem));
    }
  }
}
