package roomtone.bench;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.HdrHistogram.Histogram;
import roomtone.kiosk.StageTimes;

/**
 * The times of each stage, and what it allocates, to be measured. For the one thread that passes
 * the stages; taking a time allocates nothing.
 */
final class StageHistograms implements ObjLongConsumer<StageTimes.Stage> {
  private final Map<StageTimes.Stage, Measured> stages = new EnumMap<>(StageTimes.Stage.class);
  private long allocatedBefore;

  /** Nothing is recorded yet. */
  StageHistograms() {
    for (StageTimes.Stage stage : StageTimes.Stage.values()) {
      stages.put(stage, new Measured());
    }
  }

  /**
   * What was measured of a stage.
   *
   * @param count how often it was passed
   * @param p50Millis the time that half of them took at most
   * @param p95Millis the time that 95 % of them took at most
   * @param allocatedBytes what the thread allocated on the heap since the stage before, on average
   */
  record Times(long count, double p50Millis, double p95Millis, long allocatedBytes) {}

  @Override
  public void accept(StageTimes.Stage stage, long nanos) {
    Measured measured = stages.get(stage);
    if (measured == null) {
      throw new IllegalStateException("no histogram for " + stage);
    }
    measured.nanos.recordValue(nanos);
    long allocated = BenchMachine.allocatedBytes();
    measured.allocated += allocated - allocatedBefore;
    allocatedBefore = allocated;
  }

  /** Forgets what was recorded: what came before was warming up. */
  void reset() {
    for (Measured measured : stages.values()) {
      measured.nanos.reset();
      measured.allocated = 0;
    }
    allocatedBefore = BenchMachine.allocatedBytes();
  }

  /** The times of the stages that were passed, by label, in their order. */
  Map<String, Times> times() {
    Map<String, Times> times = new LinkedHashMap<>();
    stages.forEach((stage, measured) -> {
      if (measured.nanos.getTotalCount() > 0) {
        times.put(stage.label(), measured.times());
      }
    });
    return times;
  }

  /** Of one stage. */
  private static final class Measured {
    // As much as a stage's time can be told.
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    final Histogram nanos = new Histogram(LONGEST_NANOS, DIGITS);
    long allocated;

    Times times() {
      return new Times(
          nanos.getTotalCount(),
          nanos.getValueAtPercentile(50) / 1e6,
          nanos.getValueAtPercentile(95) / 1e6,
          allocated / nanos.getTotalCount());
    }
  }
}
