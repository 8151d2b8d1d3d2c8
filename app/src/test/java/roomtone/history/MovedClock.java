package roomtone.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;

/** A wall clock and a monotonic one that tests move together, or the wall clock alone. */
final class MovedClock implements InstantSource, LongSupplier {
  static final Instant START = Instant.parse("2026-06-01T20:00:00Z");

  private Instant now = START;
  private long nanos = 5_000_000_000L;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized long getAsLong() {
    return nanos;
  }

  synchronized void advance(Duration duration) {
    now = now.plus(duration);
    nanos += duration.toNanos();
  }

  /** Sets the wall clock as NTP does. */
  synchronized void jump(Duration duration) {
    now = now.plus(duration);
  }

  synchronized MoodReading reading(Mood mood) {
    return new MoodReading(mood, nanos, nanos, now.toEpochMilli(), false);
  }
}
