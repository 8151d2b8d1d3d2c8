package roomtone.music.mpd;

/** MPD understood a command and refused it: its {@code ACK} answer. The connection stays good. */
final class MpdRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** MPD's code for a command that needs a password. */
  static final int NO_PERMISSION = 4;

  /** MPD's code for a failure below it, such as an output that can't be opened. */
  static final int SYSTEM = 52;

  private final int code;

  MpdRefusal(int code, String message) {
    super(message);
    this.code = code;
  }

  /** MPD's number for the kind of refusal. */
  int code() {
    return code;
  }
}
