package roomtone.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import roomtone.inference.LoadedModel;
import roomtone.inference.ModelException;

/**
 * Times models against each other by turns, so that what else the machine does hits all of them.
 * For one thread.
 */
final class LatencyRace {
  private static final int WARM_UP_ROUNDS = 20;
  private static final int ROUNDS = 200;
  private static final int RUNS_A_TURN = 3;

  private final LongSupplier nanos;

  /** A race that is timed by this clock, in nanoseconds. */
  LatencyRace(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Runs each model on what is in its input, one after another, again and again.
   *
   * @return the median time of one run of each model, in microseconds, in their order
   */
  List<Double> medianMicros(List<LoadedModel> models) throws ModelException {
    long[][] times = new long[models.size()][ROUNDS * RUNS_A_TURN];
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (int i = 0; i < models.size(); i++) {
        LoadedModel model = models.get(i);
        // The first run of a turn brings back what the others threw out of the caches.
        model.run();
        for (int run = 0; run < RUNS_A_TURN; run++) {
          long start = nanos.getAsLong();
          model.run();
          if (round >= 0) {
            times[i][round * RUNS_A_TURN + run] = nanos.getAsLong() - start;
          }
        }
      }
    }
    List<Double> medians = new ArrayList<>();
    for (long[] sample : times) {
      Arrays.sort(sample);
      medians.add((sample[sample.length / 2 - 1] + sample[sample.length / 2]) / 2000.0);
    }
    return medians;
  }
}
