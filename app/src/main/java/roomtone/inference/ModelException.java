package roomtone.inference;

/** A model can't be used; the message is a sentence that says which file, why and what to do. */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure that {@code message} explains whole. */
  public ModelException(String message) {
    super(message);
  }

  /** A failure with the exception that it came from. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
