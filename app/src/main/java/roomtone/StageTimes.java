package roomtone;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long each stage of reading a frame takes. For one thread; recording allocates nothing. */
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

  StageTimes() {
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
    of(stage).recordValue(Math.clamp(now - startNanos, 0, LONGEST_NANOS));
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
