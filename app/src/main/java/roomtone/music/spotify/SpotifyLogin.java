package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import roomtone.system.qr.QrCode;
import se.michaelthelin.spotify.SpotifyApi;

/**
 * Logs in on a box without a browser, by authorization code with PKCE: a person opens a link on any
 * device, consents, ends on a page that does not load, and gives its address to Roomtone.
 *
 * <p>Any thread may use it. The secrets of an attempt live in memory, for a quarter of an hour.
 */
public final class SpotifyLogin {
  private static final String SCOPES =
      "user-read-playback-state user-modify-playback-state user-read-currently-playing"
          + " playlist-read-private";
  private static final Duration GOOD_FOR = Duration.ofMinutes(15);
  private static final int LONGEST_ADDRESS = 4096;

  private final SpotifySettings settings;
  private final SpotifyHttp http;
  private final Tokens tokens;
  private final LongSupplier nanos;
  private final SecureRandom random = new SecureRandom();
  private @Nullable Attempt attempt;

  /** What became of a login. */
  public sealed interface Outcome {
    /** Roomtone is let in. */
    record Done() implements Outcome {}

    /**
     * It is not.
     *
     * @param reason a sentence that says what to do
     */
    record Refused(String reason) implements Outcome {}
  }

  private record Attempt(String state, String verifier, Invitation invitation, long beganNanos) {
    @Override
    public String toString() {
      return "Attempt";
    }
  }

  SpotifyLogin(SpotifySettings settings, SpotifyHttp http, Tokens tokens, LongSupplier nanos) {
    this.settings = settings;
    this.http = http;
    this.tokens = tokens;
    this.nanos = nanos;
  }

  /** A link to open; the same one while it is good. Empty where no app is set up. */
  public synchronized Optional<Invitation> invite() {
    if (settings.clientId().isEmpty()) {
      return Optional.empty();
    }
    Attempt current = current();
    if (current == null) {
      String state = secret(16);
      String verifier = secret(48);
      URI link = link(state, verifier);
      current =
          new Attempt(
              state,
              verifier,
              new Invitation(link, QrCode.of(link.toString()).rows()),
              nanos.getAsLong());
      attempt = current;
    }
    return Optional.of(current.invitation());
  }

  /** Whether a person has to log in, or soon will have to. */
  public boolean isWanted() {
    try {
      tokens.access();
    } catch (SpotifyException failure) {
      return failure.trouble() == Trouble.LOGIN;
    }
    return tokens.notice().isPresent();
  }

  /** Takes the address on which the person's browser ended. */
  public synchronized Outcome finish(String pasted) {
    Attempt current = current();
    if (current == null) {
      return new Outcome.Refused(
          "This login took too long or was never begun: open the link again.");
    }
    Map<String, String> answers = answers(pasted);
    if (!isSame(current.state(), answers.getOrDefault("state", ""))) {
      return new Outcome.Refused(
          "That is not the address that belongs to this login: copy all of it, from the page on which the browser ended.");
    }
    if (answers.containsKey("error")) {
      attempt = null;
      return new Outcome.Refused("Spotify was told not to let Roomtone in: open the link again.");
    }
    try {
      tokens.loggedIn(exchange(answers.getOrDefault("code", ""), current.verifier()));
      attempt = null;
      return new Outcome.Done();
    } catch (SpotifyException failure) {
      if (failure.trouble() != Trouble.LOGIN) {
        return new Outcome.Refused(failure.sentence());
      }
      attempt = null;
      return new Outcome.Refused(
          "Spotify does not accept this address (any more): open the link again.");
    }
  }

  private @Nullable Attempt current() {
    Attempt current = attempt;
    boolean old = current != null && nanos.getAsLong() - current.beganNanos() > GOOD_FOR.toNanos();
    if (old) {
      attempt = null;
    }
    return attempt;
  }

  private URI link(String state, String verifier) {
    return http.placed(
        SpotifyApi.builder()
            .setHttpManager(http)
            .build()
            .authorizationCodePKCEUri(settings.clientId(), challenge(verifier), settings.redirect())
            .state(state)
            .scope(SCOPES)
            .build()
            .execute());
  }

  private JsonNode exchange(String code, String verifier) throws SpotifyException {
    if (code.isEmpty()) {
      throw new SpotifyException(Trouble.LOGIN);
    }
    Request request =
        api ->
            api.authorizationCodePKCE(settings.clientId(), code, verifier, settings.redirect())
                .build()
                .postJson();
    return Documents.read(request.answer(SpotifyApi.builder().setHttpManager(http).build()));
  }

  /** The parameters of a pasted address; nothing where it is none. */
  private static Map<String, String> answers(String pasted) {
    Map<String, String> answers = new HashMap<>();
    int query = pasted.indexOf('?');
    if (query < 0 || pasted.length() > LONGEST_ADDRESS) {
      return answers;
    }
    String text = pasted.substring(query + 1).strip();
    int fragment = text.indexOf('#');
    for (String pair : (fragment < 0 ? text : text.substring(0, fragment)).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        answers.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
    return answers;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  private static boolean isSame(String secret, String given) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private String secret(int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
