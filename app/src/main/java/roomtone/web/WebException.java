package roomtone.web;

/** The page can't be served; the message is a sentence for the operator that says what to do. */
public final class WebException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure with the exception that it came from. */
  public WebException(String message, Throwable cause) {
    super(message, cause);
  }
}
