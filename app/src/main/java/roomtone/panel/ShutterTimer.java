package roomtone.panel;

import java.time.Duration;
import java.util.Optional;

/**
 * Turns the bouncing contact of the camera's shutter into "closed" and "open".
 *
 * <p>A level counts once it has been seen for 50 ms. It reads no clock: times come with the calls,
 * in nanoseconds of one monotonic clock. For one thread.
 */
final class ShutterTimer {
  private static final long DEBOUNCE = Duration.ofMillis(50).toNanos();

  private boolean isClosed;
  private boolean level;
  private long levelSince;

  /** Takes what the contact says now, and returns what the shutter did if that is certain. */
  Optional<Boolean> look(boolean contact, long nanos) {
    if (contact != level) {
      level = contact;
      levelSince = nanos;
    }
    if (level == isClosed || nanos - levelSince < DEBOUNCE) {
      return Optional.empty();
    }
    isClosed = level;
    return Optional.of(isClosed);
  }

  /** How long until {@link #look} can have news if the contact stays as it is; empty if never. */
  Optional<Duration> nextLook(long nanos) {
    return level == isClosed
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, levelSince + DEBOUNCE - nanos)));
  }
}
