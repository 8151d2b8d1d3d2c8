package roomtone.music.mpd;

import java.io.IOException;

/** What answers does not speak MPD's protocol, or refuses to begin. */
final class MpdProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  MpdProtocolException(String message) {
    super(message);
  }
}
