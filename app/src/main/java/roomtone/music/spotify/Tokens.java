package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import roomtone.system.Backoff;
import se.michaelthelin.spotify.SpotifyApi;

/**
 * The login while the program runs: hands out an access token and refreshes it when it ages.
 *
 * <p>A login is read from its file, and again where another program replaced it. What Spotify gives
 * in exchange is on the disk before it is used. Nothing but a new consent replaces a login that
 * Spotify refuses. Any thread may use it; one refresh is under way at a time.
 */
final class Tokens {
  private static final Duration EARLY = Duration.ofMinutes(2);
  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  private final SpotifySettings settings;
  private final LoginFile file;
  private final SpotifyHttp http;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Backoff refused = new Backoff(Duration.ofSeconds(30), Duration.ofHours(1));

  private @Nullable Login login;

  /** What Spotify last refused with invalid_grant. */
  private @Nullable String dead;

  private @Nullable String access;
  private long accessEnds;
  private @Nullable String notSaved;

  Tokens(
      SpotifySettings settings,
      LoginFile file,
      SpotifyHttp http,
      LongSupplier nanos,
      InstantSource clock) {
    this.settings = settings;
    this.file = file;
    this.http = http;
    this.nanos = nanos;
    this.clock = clock;
  }

  /**
   * A token that is good for the next requests.
   *
   * @throws SpotifyException {@link Trouble#LOGIN} where a person must log in
   */
  synchronized String access() throws SpotifyException {
    String known = access;
    long now = nanos.getAsLong();
    if (known != null && now - accessEnds < 0) {
      return known;
    }
    Login current = login();
    if (current.refreshToken().equals(dead) && !refused.due(now)) {
      throw new SpotifyException(Trouble.LOGIN);
    }
    try {
      take(refresh(current), current);
    } catch (SpotifyException failure) {
      if (failure.trouble() == Trouble.LOGIN) {
        dead = current.refreshToken();
        refused.failed(now);
      }
      throw failure;
    }
    return Optional.ofNullable(access).orElseThrow();
  }

  /** The token that was last handed out, though it may have aged; empty where there is none. */
  synchronized Optional<String> lastAccess() {
    return Optional.ofNullable(access);
  }

  /** Spotify refused an access token before its time. */
  synchronized void refused(String token) {
    if (token.equals(access)) {
      access = null;
    }
  }

  /** Takes what a person's consent gave, which is on the disk when this returns. */
  synchronized void loggedIn(JsonNode given) throws SpotifyException {
    String refreshToken = given.path("refresh_token").asText("");
    if (refreshToken.isEmpty()) {
      throw new SpotifyException(Trouble.GARBLED);
    }
    Login fresh = new Login(refreshToken, clock.instant());
    dead = null;
    refused.worked();
    take(given, fresh);
  }

  /** What the operator should know of the login before it is too late; empty while all is well. */
  synchronized Optional<String> notice() {
    Login current = login;
    if (notSaved != null) {
      return Optional.of(notSaved);
    }
    return current != null && current.endsSoon(clock.instant())
        ? Optional.of(
            "The Spotify login ends on %s: log in again before that."
                .formatted(current.endsAt().toString().substring(0, 10)))
        : Optional.empty();
  }

  /** When the login ends; empty where there is none. */
  synchronized Optional<Instant> endsAt() {
    return Optional.ofNullable(login).map(Login::endsAt);
  }

  private Login login() throws SpotifyException {
    if (settings.clientId().isEmpty()) {
      throw new SpotifyException(
          Trouble.LOGIN,
          "Spotify is not set up: make an app at developer.spotify.com and set spotify.client-id.");
    }
    if (notSaved == null) {
      readAnew();
    }
    if (login == null) {
      throw new SpotifyException(
          Trouble.LOGIN,
          "Nobody has logged in to Spotify yet: do so on the set-up page or with \"roomtone spotify login\".");
    }
    return login;
  }

  /** Another program may have logged in since; a file that is damaged does not end a good login. */
  private void readAnew() throws SpotifyException {
    try {
      login = file.read().orElse(login);
    } catch (SpotifyException unusable) {
      if (login == null) {
        throw unusable;
      }
    }
    if (login != null && !login.refreshToken().equals(dead)) {
      refused.worked();
    }
  }

  private JsonNode refresh(Login current) throws SpotifyException {
    Request request =
        api ->
            api.authorizationCodePKCERefresh(settings.clientId(), current.refreshToken())
                .build()
                .postJson();
    return Documents.read(request.answer(SpotifyApi.builder().setHttpManager(http).build()));
  }

  /** Keeps the old refresh token where none comes back. */
  private void take(JsonNode given, Login current) throws SpotifyException {
    String token = given.path("access_token").asText("");
    if (token.isEmpty()) {
      throw new SpotifyException(Trouble.GARBLED);
    }
    String rotated = given.path("refresh_token").asText("");
    Login newest = rotated.isEmpty() ? current : current.refreshed(rotated);
    if (!newest.equals(login) || notSaved != null) {
      save(newest);
    }
    login = newest;
    access = token;
    long seconds = Math.clamp(given.path("expires_in").asLong(3600), 0, LONGEST_LIFE.toSeconds());
    Duration life = Duration.ofSeconds(seconds).minus(EARLY);
    accessEnds =
        nanos.getAsLong() + (life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life).toNanos();
    dead = null;
    refused.worked();
  }

  /** A disk that can't be written must not end the music: the login lives in memory until then. */
  private void save(Login newest) {
    try {
      file.write(newest);
      notSaved = null;
    } catch (IOException failure) {
      notSaved =
          "The Spotify login can't be saved in %s and is lost at the next start: check the disk and the folder's owner."
              .formatted(file.path());
    }
  }
}
