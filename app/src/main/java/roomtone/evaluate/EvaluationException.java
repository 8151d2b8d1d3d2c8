package roomtone.evaluate;

/** The data can't be evaluated; the message says which file and why. */
public final class EvaluationException extends Exception {
  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message);
  }

  /** A failure with the exception that it came from. */
  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
