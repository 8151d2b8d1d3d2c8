package roomtone.history;

/** The log can't be opened, read or written; the message is a sentence for the operator. */
public final class HistoryException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure that {@code message} explains whole. */
  public HistoryException(String message) {
    super(message);
  }

  /** A failure with the exception that it came from. */
  public HistoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
