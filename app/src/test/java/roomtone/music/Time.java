package roomtone.music;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;

/** A clock that a test moves, monotonic and wall in one, and the moods that come with it. */
final class Time implements LongSupplier, InstantSource {
  static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  void passSeconds(double seconds) {
    nanos.addAndGet(Math.round(seconds * 1e9));
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos.get());
  }

  /** A mood that has held for some seconds. */
  MoodReading reading(Mood mood, double heldSeconds) {
    long now = nanos.get();
    return new MoodReading(
        mood, now - Math.round(heldSeconds * 1e9), now, instant().toEpochMilli(), heldSeconds == 0);
  }

  static Mood.Felt felt(Emotion emotion) {
    return new Mood.Felt(emotion, 0.8f, 2);
  }
}
