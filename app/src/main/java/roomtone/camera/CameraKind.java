package roomtone.camera;

/** Which kind of camera the kiosk looks through. */
public enum CameraKind {
  /** A clip, a picture or a folder of pictures: no hardware. */
  REPLAY,
  /** A USB camera: a Video4Linux device such as {@code /dev/video0}. */
  V4L2,
  /** The Raspberry Pi's own camera, through the program {@code rpicam-vid}. */
  RPICAM
}
