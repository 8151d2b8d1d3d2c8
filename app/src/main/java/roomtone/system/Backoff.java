package roomtone.system;

import java.time.Duration;

/**
 * Waits that double with each failure in a row: when something may be tried again.
 *
 * <p>Reads no clock: the caller gives monotonic nanoseconds. For one thread.
 */
public final class Backoff {
  private final long shortestNanos;
  private final long longestNanos;
  private int failures;
  private long dueNanos;

  /** Waits {@code shortest} after the first failure, at most {@code longest} after later ones. */
  public Backoff(Duration shortest, Duration longest) {
    shortestNanos = shortest.toNanos();
    longestNanos = longest.toNanos();
  }

  /** Whether the wait after the last failure is over; true where nothing has failed. */
  public boolean due(long nanos) {
    return failures == 0 || nanos - dueNanos >= 0;
  }

  /** How long the wait after the last failure still takes, in nanoseconds; 0 where it is over. */
  public long remainingNanos(long nanos) {
    return failures == 0 ? 0 : Math.max(0, dueNanos - nanos);
  }

  /** Notes a failure, which begins the next wait. */
  public void failed(long nanos) {
    long wait = shortestNanos << Math.min(failures, 20);
    failures++;
    dueNanos = nanos + Math.min(wait, longestNanos);
  }

  /** Ends the wait but remembers the failures: something changed that makes a new try sensible. */
  public void hurry(long nanos) {
    dueNanos = nanos;
  }

  /** Forgets all failures. */
  public void worked() {
    failures = 0;
  }
}
