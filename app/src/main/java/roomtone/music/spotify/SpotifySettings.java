package roomtone.music.spotify;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How to reach Spotify and which speaker plays. Immutable.
 *
 * @param clientId of the operator's own app at developer.spotify.com; empty while none is set up
 * @param device the speaker's name as the Spotify app shows it; empty for the one that is active,
 *     or for the only one
 * @param redirect the address that is registered for the app: a loopback address over HTTP, or
 *     HTTPS
 * @param api the Web API's base address
 * @param accounts the base address for logging in
 * @param deadline how long one request may take; 0.5 to 10 seconds
 * @param loginFile where the login is kept, with mode 0600
 * @param playlists Spotify's address for a playlist's name; names that are not here are looked for
 *     among the account's own playlists
 * @param shuffle whether a playlist is shuffled
 * @param explicit whether songs that Spotify marks as explicit may play
 * @param loudest the volume above which the speaker is turned down again, 0 to 100 percent
 * @param repeatWindow a song is not heard twice within this time where others can be; 0 is off
 */
public record SpotifySettings(
    String clientId,
    String device,
    URI redirect,
    URI api,
    URI accounts,
    Duration deadline,
    Path loginFile,
    Map<String, String> playlists,
    boolean shuffle,
    boolean explicit,
    int loudest,
    Duration repeatWindow) {
  /** The shortest {@link #deadline}. */
  public static final Duration SHORTEST_DEADLINE = Duration.ofMillis(500);

  /** The longest {@link #deadline}. */
  public static final Duration LONGEST_DEADLINE = Duration.ofSeconds(10);

  /** Checks every value and completes the playlists' addresses. */
  public SpotifySettings {
    checkAddress("redirect", redirect);
    checkAddress("api-url", api);
    checkAddress("accounts-url", accounts);
    if (redirect.getScheme().equals("http") && !isLoopback(redirect)) {
      throw new IllegalArgumentException(
          "redirect must be https, or http with the address 127.0.0.1, as Spotify demands");
    }
    if (deadline.compareTo(SHORTEST_DEADLINE) < 0 || deadline.compareTo(LONGEST_DEADLINE) > 0) {
      throw new IllegalArgumentException(
          "deadline must be %s to %s, not %s"
              .formatted(SHORTEST_DEADLINE, LONGEST_DEADLINE, deadline));
    }
    if (loudest < 0 || loudest > 100) {
      throw new IllegalArgumentException("loudest must be 0 to 100, not " + loudest);
    }
    playlists = Map.copyOf(playlists);
    playlists.values().forEach(PlaylistUri::parse);
  }

  /** Spotify itself, no app set up yet. */
  public static SpotifySettings defaults(Path loginFile) {
    return new SpotifySettings(
        "",
        "",
        URI.create("http://127.0.0.1:8888/callback"),
        URI.create("https://api.spotify.com"),
        URI.create("https://accounts.spotify.com"),
        Duration.ofSeconds(2),
        loginFile,
        Map.of(),
        true,
        true,
        100,
        Duration.ZERO);
  }

  /** Whether the redirect address leads to this machine itself. */
  static boolean isLoopback(URI address) {
    return "127.0.0.1".equals(address.getHost()) || "[::1]".equals(address.getHost());
  }

  private static void checkAddress(String name, URI address) {
    boolean known = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!known || address.getHost() == null || address.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          name + " must be an address like https://api.spotify.com, not \"" + address + "\"");
    }
  }
}
