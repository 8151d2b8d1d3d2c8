package roomtone.web;

/**
 * What a guest may ask of the kiosk from the page.
 *
 * <p>Called on the server's threads, any number at once; each call only enqueues and returns.
 */
public interface GuestActions {
  /** Goes to the next song. */
  ActionResult skip();

  /** Forgets what was seen so far and looks at the room afresh. */
  ActionResult rescan();

  /**
   * Looks again at a place whose faces were ignored.
   *
   * @param area its number
   */
  ActionResult lookAgain(int area);
}
