package roomtone.music.spotify;

import java.io.IOException;

/**
 * Something went wrong with Spotify; the message is a sentence for the operator.
 *
 * <p>It is an {@link IOException} because the library's seam lets nothing else through. It never
 * holds anything that Spotify or the operator keeps secret.
 */
final class SpotifyException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Trouble trouble;

  SpotifyException(Trouble trouble) {
    this(trouble, trouble.sentence());
  }

  SpotifyException(Trouble trouble, String sentence) {
    super(sentence);
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }

  /** The sentence. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
