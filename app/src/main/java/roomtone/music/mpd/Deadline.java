package roomtone.music.mpd;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A moment by which a whole request must be over.
 *
 * @param endNanos that moment, on {@link System#nanoTime}
 */
record Deadline(long endNanos) {
  /** {@code duration} from now. */
  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** What is left, at least 1 millisecond. */
  long remainingMillis() throws SocketTimeoutException {
    long left = endNanos - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return Math.max(1, left / 1_000_000);
  }
}
