package roomtone.kiosk;

/** What one kiosk hands to the next in the same process. Any thread. */
public final class Handover {
  private volatile int port;
  private volatile int securePort;
  private volatile boolean isCameraOff;

  /** The ports that the page listens on, for settings that take any free one. */
  void ports(int plain, int secure) {
    port = plain;
    securePort = secure;
  }

  public int port() {
    return port;
  }

  int securePort() {
    return securePort;
  }

  /** A camera that a person switched off stays so. */
  void cameraOff(boolean isOff) {
    isCameraOff = isOff;
  }

  boolean isCameraOff() {
    return isCameraOff;
  }
}
