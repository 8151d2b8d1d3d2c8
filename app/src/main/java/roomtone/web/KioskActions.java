package roomtone.web;

import java.util.Optional;
import roomtone.emotion.Emotion;

/**
 * What may be asked of the kiosk from the page; the page sees to it that only the operator asks for
 * more than a skip.
 *
 * <p>Called on the server's threads, any number at once; each call only enqueues, or writes a small
 * file, and returns.
 */
public interface KioskActions {
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

  /** Switches the camera on, or off until it is switched on again. */
  ActionResult camera(boolean on);

  /**
   * Fixes a playlist for an expression.
   *
   * @param playlist empty to let the DJ choose again
   */
  ActionResult pin(Emotion emotion, Optional<String> playlist);

  /**
   * Plays as if the room showed an expression, whatever it shows.
   *
   * @param emotion empty to let the room decide again
   */
  ActionResult follow(Optional<Emotion> emotion);

  /**
   * Counts what somebody in the room says of its mood.
   *
   * @param agreed whether they find it right
   * @param instead the expression that they see; empty if they do not say
   */
  ActionResult verdict(boolean agreed, Optional<Emotion> instead);

  /** Lets the DJ forget what it has learnt. */
  ActionResult forgetTaste();
}
