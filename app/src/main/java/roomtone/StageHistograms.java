package roomtone;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.HdrHistogram.Histogram;

/** The times of each stage, to be measured. For one thread; taking one allocates nothing. */
final class StageHistograms implements ObjLongConsumer<StageTimes.Stage> {
  // As much as a stage's time can be told.
  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private final Map<StageTimes.Stage, Histogram> histograms = new EnumMap<>(StageTimes.Stage.class);

  /** Nothing is recorded yet. */
  StageHistograms() {
    for (StageTimes.Stage stage : StageTimes.Stage.values()) {
      histograms.put(stage, new Histogram(LONGEST_NANOS, DIGITS));
    }
  }

  /**
   * What was measured of a stage.
   *
   * @param count how often it was passed
   * @param p50Millis the time that half of them took at most
   * @param p95Millis the time that 95 % of them took at most
   */
  record Times(long count, double p50Millis, double p95Millis) {}

  @Override
  public void accept(StageTimes.Stage stage, long nanos) {
    histogram(stage).recordValue(nanos);
  }

  private Histogram histogram(StageTimes.Stage stage) {
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

  /** The times of the stages that were passed, by label, in their order. */
  Map<String, Times> times() {
    Map<String, Times> times = new LinkedHashMap<>();
    histograms.forEach((stage, histogram) -> {
      if (histogram.getTotalCount() > 0) {
        times.put(
            stage.label(),
            new Times(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(95) / 1e6));
      }
    });
    return times;
  }
}
