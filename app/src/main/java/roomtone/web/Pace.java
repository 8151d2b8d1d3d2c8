package roomtone.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets something happen at most once in a while, whoever asks. Any thread may ask. */
final class Pace {
  private final long gapNanos;
  private final LongSupplier nanos;
  private final AtomicLong next;

  /**
   * Nothing has happened yet.
   *
   * @param nanos the monotonic clock
   */
  Pace(Duration gap, LongSupplier nanos) {
    this.gapNanos = gap.toNanos();
    this.nanos = nanos;
    this.next = new AtomicLong(nanos.getAsLong());
  }

  /** Takes the turn and returns zero, or returns how long to wait for the next one. */
  Duration take() {
    long now = nanos.getAsLong();
    long due = next.get();
    if (due - now > 0) {
      return Duration.ofNanos(due - now);
    }
    return next.compareAndSet(due, now + gapNanos) ? Duration.ZERO : Duration.ofNanos(gapNanos);
  }
}
