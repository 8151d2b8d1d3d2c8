package roomtone.panel;

import java.time.Duration;
import java.util.Optional;

/**
 * Turns the edges of a button, which do not bounce any more, into presses.
 *
 * <p>It reads no clock: times come with the calls, in nanoseconds of one monotonic clock, and never
 * go back. For one thread.
 */
final class ButtonTimer {
  private static final long LONG = Duration.ofMillis(700).toNanos();
  private static final long HOLD = Duration.ofSeconds(5).toNanos();
  private static final long HOLD_AT_START = Duration.ofSeconds(2).toNanos();

  private boolean pressed;
  private long pressedSince;
  private boolean isTold;

  /** Whether this press began before anybody looked, as the kiosk started. */
  private boolean isFromStart;

  /** The button is up. */
  static ButtonTimer up() {
    return new ButtonTimer(false, 0, false);
  }

  /**
   * The button is down, and nobody knows since when.
   *
   * @param nanos now
   * @param atStart whether the kiosk starts; if not, this press stands for nothing
   */
  static ButtonTimer down(long nanos, boolean atStart) {
    return new ButtonTimer(true, nanos, atStart);
  }

  private ButtonTimer(boolean isPressed, long nanos, boolean atStart) {
    pressed = isPressed;
    pressedSince = nanos;
    isFromStart = atStart;
    isTold = !atStart;
  }

  /** Takes an edge, and returns a press that is complete with it. */
  Optional<ButtonPress> edge(boolean isPressed, long nanos) {
    Optional<ButtonPress> press = tick(nanos);
    if (isPressed == pressed) {
      return press;
    }
    pressed = isPressed;
    if (pressed) {
      pressedSince = nanos;
      isTold = false;
      isFromStart = false;
    } else if (!isTold) {
      isTold = true;
      return kindOf(nanos - pressedSince);
    }
    return press;
  }

  /** Lets time pass, and returns a press that became complete while it lasts. */
  Optional<ButtonPress> tick(long nanos) {
    if (pressed && !isTold && nanos - pressedSince >= hold()) {
      isTold = true;
      return Optional.of(isFromStart ? ButtonPress.HOLD_AT_START : ButtonPress.HOLD);
    }
    return Optional.empty();
  }

  /** How long until {@link #tick} can have news if no edge comes; empty if never. */
  Optional<Duration> nextTick(long nanos) {
    return pressed && !isTold
        ? Optional.of(Duration.ofNanos(Math.max(0, pressedSince + hold() - nanos)))
        : Optional.empty();
  }

  private long hold() {
    return isFromStart ? HOLD_AT_START : HOLD;
  }

  /** What a press is that ended before it was a hold. */
  private Optional<ButtonPress> kindOf(long length) {
    if (isFromStart) {
      return Optional.empty();
    }
    return Optional.of(length >= LONG ? ButtonPress.LONG : ButtonPress.SHORT);
  }
}
