package roomtone.camera;

/** In which form a USB camera sends its pictures. */
public enum PixelFormat {
  /** What OpenCV takes first of what the camera has. */
  ANY,
  /** Compressed: the only way to large pictures many times a second over USB 2. */
  MJPEG,
  /** Uncompressed: less work for the processor, nothing lost. */
  YUYV
}
