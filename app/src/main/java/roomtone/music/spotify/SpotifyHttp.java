package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import se.michaelthelin.spotify.IHttpManager;
import se.michaelthelin.spotify.SpotifyApi;

/**
 * What the library sends through: keeps the pace, sends to the addresses of the settings, and turns
 * every failure into a {@link SpotifyException}.
 *
 * <p>The library's own manager has no deadline, drops the reason of a refusal and fails on a {@code
 * Retry-After} that is a date. Any thread may use it.
 */
final class SpotifyHttp implements IHttpManager {
  private final SpotifySettings settings;
  private final Wire wire;
  private final Throttle throttle;
  private final InstantSource clock;

  SpotifyHttp(SpotifySettings settings, Wire wire, Throttle throttle, InstantSource clock) {
    this.settings = settings;
    this.wire = wire;
    this.throttle = throttle;
    this.clock = clock;
  }

  @Override
  public String get(URI uri, Header[] headers) throws SpotifyException {
    return exchange("GET", uri, headers, null);
  }

  @Override
  public String post(URI uri, Header[] headers, @Nullable HttpEntity body) throws SpotifyException {
    return exchange("POST", uri, headers, body);
  }

  @Override
  public String put(URI uri, Header[] headers, @Nullable HttpEntity body) throws SpotifyException {
    return exchange("PUT", uri, headers, body);
  }

  @Override
  public String delete(URI uri, Header[] headers, @Nullable HttpEntity body)
      throws SpotifyException {
    return exchange("DELETE", uri, headers, body);
  }

  /** An address of Spotify's own, at the place that the settings name for it. */
  URI placed(URI uri) {
    URI base = isForAccounts(uri) ? settings.accounts() : settings.api();
    String folder = Optional.ofNullable(base.getRawPath()).orElse("").replaceAll("/+$", "");
    String path = uri.getRawPath();
    // The API's documentation counts its version to the base address, the library to the path.
    if (folder.endsWith("/v1") && path.startsWith("/v1/")) {
      path = path.substring("/v1".length());
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + folder + path + query);
  }

  private static boolean isForAccounts(URI uri) {
    return SpotifyApi.DEFAULT_AUTHENTICATION_HOST.equals(uri.getHost());
  }

  private String exchange(String method, URI uri, Header[] headers, @Nullable HttpEntity entity)
      throws SpotifyException {
    String body = text(entity);
    Wire.Question question =
        new Wire.Question(
            method,
            placed(uri),
            header(headers, "Authorization"),
            body.isEmpty() ? "" : header(headers, "Content-Type"),
            body);
    throttle.admit(isForAccounts(uri));
    Wire.Answer answer = wire.send(question);
    String read = read(answer);
    throttle.worked();
    return read;
  }

  /** An empty object says nothing, and some of Spotify's commands take no body at all. */
  private static String text(@Nullable HttpEntity entity) throws SpotifyException {
    if (entity == null) {
      return "";
    }
    try {
      String text = new String(entity.getContent().readAllBytes(), StandardCharsets.UTF_8);
      return text.equals("{}") ? "" : text;
    } catch (IOException unreadable) {
      throw new SpotifyException(Trouble.REFUSED);
    }
  }

  private static String header(Header[] headers, String name) {
    return Arrays.stream(headers)
        .filter(header -> header.getName().equalsIgnoreCase(name))
        .map(Header::getValue)
        .findFirst()
        .orElse("");
  }

  private String read(Wire.Answer answer) throws SpotifyException {
    String body = answer.body().strip();
    int status = answer.status();
    boolean html =
        body.startsWith("<")
            || answer.header("content-type").orElse("").toLowerCase(Locale.ROOT).contains("html");
    if (status >= 500) {
      throw new SpotifyException(
          Trouble.BROKEN, "Spotify has a fault of its own (error %d).".formatted(status));
    }
    if (status == 429) {
      throw tooMany(answer);
    }
    if (html || (status >= 300 && status < 400) || status == 511) {
      throw new SpotifyException(Trouble.PORTAL);
    }
    if (status >= 200 && status < 300) {
      return body;
    }
    throw refusal(status, Documents.readLeniently(body));
  }

  private SpotifyException tooMany(Wire.Answer answer) {
    Duration wait = retryAfter(answer);
    if (answer.body().contains("QUOTA_EXCEEDED")) {
      throttle.outOfQuota(wait);
      return new SpotifyException(Trouble.QUOTA);
    }
    throttle.limited(wait);
    return new SpotifyException(Trouble.LIMITED);
  }

  /**
   * What the answer asks for: seconds, or a date, which is read against the answer's own date,
   * since this machine's clock may be wrong; null for nothing that makes sense.
   */
  private @Nullable Duration retryAfter(Wire.Answer answer) {
    String text = answer.header("retry-after").orElse("").strip();
    if (text.matches("\\d{1,7}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Instant until = moment(text);
    if (until == null) {
      return null;
    }
    Instant theirs = moment(answer.header("date").orElse(""));
    Duration wait = Duration.between(theirs == null ? clock.instant() : theirs, until);
    boolean sensible = wait.isPositive() && wait.compareTo(Duration.ofDays(2)) < 0;
    return sensible ? wait : null;
  }

  private static @Nullable Instant moment(String text) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static SpotifyException refusal(int status, JsonNode document) {
    JsonNode error = document.path("error");
    String kind = error.isTextual() ? error.asText() : "";
    String reason = error.path("reason").asText("");
    String message = error.path("message").asText("").toLowerCase(Locale.ROOT);
    Trouble trouble =
        switch (status) {
          case 400 -> kind.equals("invalid_grant") ? Trouble.LOGIN : Trouble.REFUSED;
          case 401 -> Trouble.EXPIRED;
          case 403 -> forbidden(reason, message);
          case 404 ->
              reason.equals("NO_ACTIVE_DEVICE") || message.contains("device")
                  ? Trouble.NO_DEVICE
                  : Trouble.NOT_FOUND;
          default -> Trouble.REFUSED;
        };
    if (trouble != Trouble.REFUSED) {
      return new SpotifyException(trouble);
    }
    return new SpotifyException(
        trouble,
        kind.startsWith("invalid_client") || message.contains("developer dashboard")
            ? "Spotify does not know this app or this account: check spotify.client-id and the app's users at developer.spotify.com."
            : "Spotify refused a request (error %d).".formatted(status));
  }

  private static Trouble forbidden(String reason, String message) {
    if (reason.equals("PREMIUM_REQUIRED") || message.contains("premium required")) {
      return Trouble.PREMIUM;
    }
    if (message.contains("scope")) {
      return Trouble.LOGIN;
    }
    return message.contains("restriction") || !reason.isEmpty()
        ? Trouble.RESTRICTED
        : Trouble.REFUSED;
  }
}
