package roomtone.camera;

/** How the camera is doing. */
public sealed interface CameraStatus {
  /** Whether people want nothing looked at: it was switched off, or its shutter is closed. */
  default boolean isOff() {
    return this instanceof Off || this instanceof Covered;
  }

  /** Being opened for the first time. */
  record Starting() implements CameraStatus {}

  /** Frames flow. */
  record Running() implements CameraStatus {}

  /** Somebody switched it off: the capture has ended and nothing is read. */
  record Off() implements CameraStatus {}

  /** Its shutter is closed: the capture has ended until it opens. */
  record Covered() implements CameraStatus {}

  /** A replay that does not loop has shown its last picture; nothing more will come. */
  record Ended() implements CameraStatus {}

  /**
   * It stalled or died and is being restarted.
   *
   * @param reason a sentence for the operator
   * @param failures how many times in a row opening or reading has failed, at least 1
   */
  record Faulted(String reason, int failures) implements CameraStatus {}
}
