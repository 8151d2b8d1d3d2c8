package roomtone.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what went wrong: a small page for a person, a {@link Problem} for a program. */
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private final Json json;
  private final Pages pages;
  private final Map<String, Long> counts = new ConcurrentHashMap<>();

  Problems(Json json, Pages pages) {
    this.json = json;
    this.pages = pages;
  }

  /** Whether a person reads the answer in a browser. */
  static boolean wantsHtml(Context context) {
    String accept = context.header("Accept");
    return accept != null && accept.contains("text/html");
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
    routes.exception(
        Exception.class,
        (e, context) -> {
          log.error("{} {} failed", context.method(), context.path(), e);
          answer(
              context,
              new Problem("Internal error", 500, "Something broke here; the log says what."));
        });
  }

  /** How many were answered since the start, by their title. */
  Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  private void answer(Context context, Problem problem) {
    counts.merge(problem.title().toLowerCase(Locale.ROOT).replace(' ', '_'), 1L, Long::sum);
    context.status(problem.status());
    boolean forProgram = context.path().startsWith("/api/");
    if (wantsHtml(context) && !forProgram) {
      pages.problem(context, problem);
    } else {
      context.contentType(Json.PROBLEM_TYPE).result(json.bytes(problem));
    }
  }
}
