package roomtone.system.mqtt;

/**
 * What may be asked of the kiosk from the broker.
 *
 * <p>Called on the connection's thread; each call only enqueues and returns.
 */
public interface RemoteCommands {
  /** Goes to the next song. */
  void skip();

  /** Forgets what was seen so far and looks at the room afresh. */
  void rescan();

  /** Switches the camera on or off; one that is so already stays so. */
  void camera(boolean on);
}
