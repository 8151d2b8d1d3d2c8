package roomtone.music;

/** A player could not do what it was asked; the message is a sentence for the operator. */
public final class PlayerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure that {@code message} explains whole. */
  public PlayerException(String message) {
    super(message);
  }

  /** A failure with the exception that it came from. */
  public PlayerException(String message, Throwable cause) {
    super(message, cause);
  }
}
