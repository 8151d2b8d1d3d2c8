package roomtone.system.mqtt;

/**
 * The topics of one kiosk.
 *
 * @param base below which every kiosk has its own
 * @param kiosk its id
 */
record Topics(String base, String kiosk) {
  private String own(String name) {
    return base + "/" + kiosk + "/" + name;
  }

  /** How things are, as JSON, retained. */
  String state() {
    return own("state");
  }

  /** {@link #ONLINE} or {@link #OFFLINE}, retained; the broker says the latter for a lost kiosk. */
  String availability() {
    return own("availability");
  }

  /** {@link #PRESS} skips the song. */
  String skip() {
    return own("skip");
  }

  /** {@link #PRESS} looks at the room afresh. */
  String rescan() {
    return own("rescan");
  }

  /** {@link #ON} or {@link #OFF} switches the camera. */
  String camera() {
    return own("camera/set");
  }

  static final String ONLINE = "online";
  static final String OFFLINE = "offline";
  static final String PRESS = "PRESS";
  static final String ON = "ON";
  static final String OFF = "OFF";
}
