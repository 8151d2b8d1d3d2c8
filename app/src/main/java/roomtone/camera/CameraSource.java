package roomtone.camera;

/** Something that a camera can be opened from, again and again: the restart ladder needs that. */
public interface CameraSource {
  /**
   * Opens the source, waiting until it is ready to give frames.
   *
   * @throws CameraException if it is missing, busy or broken; the message says what to do
   */
  Camera open() throws CameraException, InterruptedException;

  /** What this is, for people: {@code "USB camera /dev/video0"}. */
  String description();
}
