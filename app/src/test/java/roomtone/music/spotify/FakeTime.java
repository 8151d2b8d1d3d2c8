package roomtone.music.spotify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A clock that a test moves, monotonic and wall in one; waiting moves it too. */
final class FakeTime implements LongSupplier, InstantSource, Rest {
  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private long nanos = 7_000_000_000L;

  @Override
  public long getAsLong() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos);
  }

  @Override
  public void rest(Duration duration) {
    nanos += duration.toNanos();
  }

  void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  double seconds() {
    return nanos / 1e9;
  }
}
