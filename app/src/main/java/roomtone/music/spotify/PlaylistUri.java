package roomtone.music.spotify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A playlist's address at Spotify.
 *
 * @param id its 22 letters and digits
 */
record PlaylistUri(String id) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:spotify:(?:user:[^:]+:)?playlist:|https://open\\.spotify\\.com/(?:[\\w-]+/)?playlist/)"
              + "(?<id>[A-Za-z0-9]{1,64})(?:\\?\\S*)?");

  /** Reads {@code spotify:playlist:…}, or the link that the Spotify app's "share" copies. */
  static PlaylistUri parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a playlist's address must look like spotify:playlist:… or https://open.spotify.com/playlist/…, not \""
              + text
              + "\"");
    }
    return new PlaylistUri(matcher.group("id"));
  }

  /** Whether a context that Spotify reports is this playlist; it may name an owner too. */
  boolean is(@Nullable String context) {
    return context != null && context.endsWith(":playlist:" + id);
  }

  @Override
  public String toString() {
    return "spotify:playlist:" + id;
  }
}
