package roomtone.music.library;

/** A file is no song that can be read; the message is a sentence. */
public final class SongException extends Exception {
  private static final long serialVersionUID = 1L;

  SongException(String message) {
    super(message);
  }
}
