package roomtone.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes before it is answered: the right name, the right origin, a small body;
 * and the headers that every answer carries.
 */
final class RequestGuard {
  private static final int MOST_BODY_BYTES = 16 * 1024;
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final String PERMISSIONS =
      "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), payment=()";

  private final HostNames hostNames;
  private final Refusals refusals;

  RequestGuard(HostNames hostNames, Refusals refusals) {
    this.hostNames = hostNames;
    this.refusals = refusals;
  }

  /** Refuses what must not be answered. */
  void check(Context context) throws ProblemException {
    addHeaders(context);
    String host = context.header("Host");
    if (host != null && !hostNames.allows(host)) {
      refusals.count(Refusals.Reason.UNKNOWN_NAME);
      throw refusal(
          421,
          "Unknown name",
          "This kiosk does not answer to that name: use its address, or add the name to the"
              + " settings.");
    }
    if (context.req().getContentLengthLong() > MOST_BODY_BYTES) {
      refusals.count(Refusals.Reason.TOO_LARGE);
      throw refusal(413, "Too large", "No request to this kiosk needs a body that large.");
    }
    if (!READING.contains(context.req().getMethod()) && !comesFromHere(context, host)) {
      refusals.count(Refusals.Reason.FOREIGN_PAGE);
      throw refusal(403, "Foreign page", "Only the kiosk's own page may ask for this.");
    }
  }

  private static void addHeaders(Context context) {
    context.header("Content-Security-Policy", CONTENT_POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    // Not "no-referrer": with that, browsers send "Origin: null" with the page's own forms.
    context.header("Referrer-Policy", "same-origin");
    context.header("Permissions-Policy", PERMISSIONS);
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Cache-Control", "no-store");
  }

  /** Browsers always say where a POST comes from; programs that are no browsers say nothing. */
  private static boolean comesFromHere(Context context, @Nullable String host) {
    String site = context.header("Sec-Fetch-Site");
    if (site != null && !OWN_SITE.contains(site)) {
      return false;
    }
    String origin = context.header("Origin");
    return origin == null || isAuthority(origin, host);
  }

  private static boolean isAuthority(String origin, @Nullable String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static ProblemException refusal(int status, String title, String detail) {
    return new ProblemException(new Problem(title, status, detail));
  }
}
