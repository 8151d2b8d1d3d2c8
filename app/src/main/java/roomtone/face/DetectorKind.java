package roomtone.face;

import java.util.Locale;

/** Which detector looks for faces. */
public enum DetectorKind {
  /** The network that Roomtone trained itself. */
  ROOMTONE,
  /** OpenCV's frontal face cascade. */
  CASCADE,
  /** YuNet, from a file that the operator brings. */
  YUNET;

  /** The name in the settings: {@code "cascade"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
