package roomtone.face;

/** Which detector looks for faces. */
public enum DetectorKind {
  /** The network that Roomtone trained itself. */
  ROOMTONE,
  /** OpenCV's frontal face cascade. */
  CASCADE,
  /** YuNet, from a file that the operator brings. */
  YUNET
}
