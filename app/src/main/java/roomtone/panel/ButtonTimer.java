package roomtone.panel;

import java.time.Duration;
import java.util.Optional;

/**
 * Turns the bouncing edges of a button into presses.
 *
 * <p>A level counts once it has lasted 30 ms; a press then lasts from the edge that began it to the
 * edge that ended it. It reads no clock: times come with the calls, in nanoseconds of one monotonic
 * clock, and never go back. For one thread.
 */
final class ButtonTimer {
  private static final long DEBOUNCE = Duration.ofMillis(30).toNanos();
  private static final long LONG = Duration.ofMillis(700).toNanos();
  private static final long HOLD = Duration.ofSeconds(5).toNanos();
  private static final long HOLD_AT_START = Duration.ofSeconds(2).toNanos();

  private boolean level;
  private long levelSince;
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
    level = isPressed;
    levelSince = nanos;
    pressed = isPressed;
    pressedSince = nanos;
    isFromStart = atStart;
    isTold = !atStart;
  }

  /** Takes an edge, and returns a press that was complete before it. */
  Optional<ButtonPress> edge(boolean isPressed, long nanos) {
    Optional<ButtonPress> press = tick(nanos);
    if (isPressed != level) {
      level = isPressed;
      levelSince = nanos;
    }
    return press;
  }

  /** Lets time pass, and returns a press that became complete. */
  Optional<ButtonPress> tick(long nanos) {
    if (level != pressed && nanos - levelSince >= DEBOUNCE) {
      pressed = level;
      if (pressed) {
        pressedSince = levelSince;
        isTold = false;
        isFromStart = false;
      } else if (!isTold) {
        isTold = true;
        return kindOf(levelSince - pressedSince);
      }
    }
    if (pressed && level && !isTold && nanos - pressedSince >= hold()) {
      isTold = true;
      return Optional.of(isFromStart ? ButtonPress.HOLD_AT_START : ButtonPress.HOLD);
    }
    return Optional.empty();
  }

  /** How long until {@link #tick} can have news if no edge comes; empty if never. */
  Optional<Duration> nextTick(long nanos) {
    if (level != pressed) {
      return Optional.of(Duration.ofNanos(Math.max(0, levelSince + DEBOUNCE - nanos)));
    }
    return pressed && !isTold
        ? Optional.of(Duration.ofNanos(Math.max(0, pressedSince + hold() - nanos)))
        : Optional.empty();
  }

  private long hold() {
    return isFromStart ? HOLD_AT_START : HOLD;
  }

  private Optional<ButtonPress> kindOf(long length) {
    if (isFromStart) {
      return length >= HOLD_AT_START ? Optional.of(ButtonPress.HOLD_AT_START) : Optional.empty();
    }
    if (length >= HOLD) {
      return Optional.of(ButtonPress.HOLD);
    }
    return Optional.of(length >= LONG ? ButtonPress.LONG : ButtonPress.SHORT);
  }
}
