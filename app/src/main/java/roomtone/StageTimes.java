package roomtone;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.HdrHistogram.Histogram;

/**
 * How long each stage of reading a frame takes. For one thread; recording allocates nothing of its
 * own.
 */
final class StageTimes {
  private static final long LONGEST_NANOS = 60_000_000_000L;

  /** A stage, in the order in which a frame passes. */
  enum Stage {
    CAPTURE,
    DETECT,
    TRACK,
    /** Crop and model, for one face. */
    CLASSIFY,
    ROOM;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Stage, Histogram> histograms = new EnumMap<>(Stage.class);
  private final ObjLongConsumer<Stage> listener;

  StageTimes() {
    this((stage, nanos) -> {});
  }

  /**
   * Nothing is recorded yet.
   *
   * @param listener told each stage that ends and its nanoseconds, on the same thread
   */
  StageTimes(ObjLongConsumer<Stage> listener) {
    this.listener = listener;
    for (Stage stage : Stage.values()) {
      histograms.put(stage, new Histogram(LONGEST_NANOS, 3));
    }
  }

  /**
   * Notes that a stage ended now.
   *
   * @param startNanos when it began, of {@link System#nanoTime}
   * @return now, for the next stage's start
   */
  long record(Stage stage, long startNanos) {
    long now = System.nanoTime();
    long took = Math.clamp(now - startNanos, 0, LONGEST_NANOS);
    of(stage).recordValue(took);
    listener.accept(stage, took);
    return now;
  }

  /** The times of one stage, in nanoseconds. */
  Histogram of(Stage stage) {
    Histogram histogram = histograms.get(stage);
    if (histogram == null) {
      throw new IllegalStateException("no histogram for " + stage);
    }
    return histogram;
  }

  /** Forgets what was recorded: what came before was warming up. */
  void reset() {
    histograms.values().forEach(Histogram::reset);
  }
}
