package roomtone.camera;

/** No picture: the message is a sentence for the operator that says what, where and what to do. */
public class CameraException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure that {@code message} explains whole. */
  public CameraException(String message) {
    super(message);
  }

  /** A failure with the exception that it came from. */
  public CameraException(String message, Throwable cause) {
    super(message, cause);
  }
}
