package roomtone.face;

/** A detector can't be opened; the message says what to do. */
public final class FaceDetectorException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure that {@code message} explains whole. */
  public FaceDetectorException(String message) {
    super(message);
  }

  /** A failure with the exception that it came from. */
  public FaceDetectorException(String message, Throwable cause) {
    super(message, cause);
  }
}
