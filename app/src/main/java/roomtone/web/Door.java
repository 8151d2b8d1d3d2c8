package roomtone.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import roomtone.access.Access;
import roomtone.access.Operator;
import roomtone.language.Language;

/**
 * Tells the operator from a guest, by a cookie that no script can read and no other site can send.
 *
 * <p>What only the operator may ask for also needs a token that the kiosk's own pages carry: a form
 * field {@code _csrf} or the header {@code X-CSRF-Token}.
 */
final class Door {
  private static final String COOKIE = "roomtone-operator";
  private static final String TOKEN_FIELD = "_csrf";
  private static final String TOKEN_HEADER = "X-CSRF-Token";

  private final Access access;
  private final Refusals refusals;
  private final BiConsumer<String, String> changes;

  /**
   * A door for these operators.
   *
   * @param changes told who changed what
   */
  Door(Access access, Refusals refusals, BiConsumer<String, String> changes) {
    this.access = access;
    this.refusals = refusals;
    this.changes = changes;
  }

  /** The operator who asks; empty for a guest. */
  Optional<Operator> operator(Context context) {
    String secret = context.cookie(COOKIE);
    return secret == null ? Optional.empty() : access.operators().find(secret);
  }

  /** Whether there is no operator yet. */
  boolean isUnpaired() {
    return access.operators().all().isEmpty();
  }

  /** For whom a page is made. */
  Visitor visitor(Context context) {
    boolean isOperator = operator(context).isPresent();
    return new Visitor(
        isOperator,
        isOperator || access.settings().guestsMaySkip(),
        access.operators().formToken(isOperator ? secret(context) : ""),
        language(context));
  }

  /** The language that the browser prefers. */
  static Language language(Context context) {
    return Language.preferred(context.header("Accept-Language"));
  }

  /** The handler of a route, for whom the route is for. */
  Handler guarding(Route route) {
    return switch (route.who()) {
      case ANYBODY ->
          context -> {
            checkGuestsToken(context);
            route.handler().handle(context);
          };
      case GUESTS_IF_ALLOWED ->
          context -> {
            checkGuestsToken(context);
            if (access.settings().guestsMaySkip() || isAllowed(context)) {
              route.handler().handle(context);
            }
          };
      case OPERATOR ->
          context -> {
            if (isAllowed(context)) {
              route.handler().handle(context);
            }
          };
    };
  }

  /** Knows the browser as an operator from now on. */
  void admit(Context context, String how) {
    String name = BrowserName.of(context.userAgent());
    String secret = access.operators().admit(name);
    Duration stay = Duration.ofDays(access.settings().forgetAfterDays());
    context.cookie(cookie(context, COOKIE, secret, stay));
    access
        .operators()
        .find(secret)
        .ifPresent(operator -> changes.accept(operator.label(), "became the operator by " + how));
  }

  /** Forgets the browser that asks. */
  void leave(Context context) {
    operator(context)
        .ifPresent(operator -> {
          access.operators().forget(operator.id());
          changes.accept(operator.label(), "left");
        });
    context.removeCookie(COOKIE);
  }

  /** Notes what the operator who asks has changed. */
  void changed(Context context, String what) {
    changes.accept(operator(context).map(Operator::label).orElse("somebody"), what);
  }

  /** A cookie for this kiosk alone, and for HTTPS alone where that is how it is asked for. */
  static Cookie cookie(Context context, String name, String value, Duration stay) {
    var cookie = new Cookie(name, value);
    cookie.setMaxAge((int) stay.toSeconds());
    cookie.setHttpOnly(true);
    cookie.setSecure(context.req().isSecure());
    cookie.setSameSite(SameSite.STRICT);
    return cookie;
  }

  /** Whether the operator asks, from the kiosk's own page; answers if not. */
  private boolean isAllowed(Context context) throws ProblemException {
    boolean isReading = context.method().equals(HandlerType.GET);
    if (operator(context).isEmpty()) {
      refusals.count(Refusals.Reason.NOT_THE_OPERATOR);
      if (!Problems.wantsHtml(context)) {
        throw new ProblemException(
            new Problem("Operator only", 403, Notice.OPERATOR_ONLY.sentence(language(context))));
      }
      if (isReading) {
        context.status(303).header("Location", "/operator");
      } else {
        Notice.OPERATOR_ONLY.goBack(context);
      }
      return false;
    }
    if (!isReading) {
      String token = token(context);
      if (token == null || !access.operators().isFormToken(token, secret(context))) {
        throw forged();
      }
    }
    return true;
  }

  /** Programs need no token for what guests may do, but a form with a wrong one is not ours. */
  private void checkGuestsToken(Context context) throws ProblemException {
    String token = context.method().equals(HandlerType.POST) ? token(context) : null;
    boolean isOurs =
        token == null
            || access.operators().isFormToken(token, "")
            || access.operators().isFormToken(token, secret(context));
    if (!isOurs) {
      throw forged();
    }
  }

  private ProblemException forged() {
    refusals.count(Refusals.Reason.FORGED_FORM);
    return new ProblemException(
        new Problem("Unknown form", 403, "Load the page again, and then try once more."));
  }

  private static @Nullable String token(Context context) {
    String header = context.header(TOKEN_HEADER);
    return header == null ? context.formParam(TOKEN_FIELD) : header;
  }

  private static String secret(Context context) {
    String secret = context.cookie(COOKIE);
    return secret == null ? "" : secret;
  }
}
