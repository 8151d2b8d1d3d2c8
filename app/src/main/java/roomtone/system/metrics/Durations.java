package roomtone.system.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Counts how long something takes, by the values of one label. Any thread.
 *
 * <p>It counts for itself, since the library's histogram allocates with every number that it is
 * told, several times a frame; the library only writes it down.
 */
public final class Durations {
  // From a quarter of a millisecond to 2 seconds: a stage on a fast machine, and one on a slow Pi.
  private static final long SHORTEST_BUCKET_NANOS = 250_000;
  private static final int BOUNDED_BUCKETS = 14;
  private static final double NANOS_A_SECOND = 1e9;

  private final String name;
  private final String help;
  private final String label;
  private final List<Series> series;

  /** What was told of one value of the label: how often by bucket, and the sum in nanoseconds. */
  private record Series(String value, AtomicLongArray counts, AtomicLongArray sum) {}

  Durations(String name, String help, String label, List<String> values) {
    this.name = name;
    this.help = help;
    this.label = label;
    series =
        values.stream()
            .map(value ->
                new Series(value, new AtomicLongArray(BOUNDED_BUCKETS + 1), new AtomicLongArray(1)))
            .toList();
  }

  /**
   * It took so long once more.
   *
   * @param value which of the label's values, from 0 in the order in which they were given
   * @param nanos 0 or more
   */
  public void took(int value, long nanos) {
    Series told = series.get(value);
    int bucket = 0;
    while (bucket < BOUNDED_BUCKETS && nanos > SHORTEST_BUCKET_NANOS << bucket) {
      bucket++;
    }
    told.counts().incrementAndGet(bucket);
    told.sum().addAndGet(0, nanos);
  }

  MetricSnapshot snapshot() {
    HistogramSnapshot.Builder histogram = HistogramSnapshot.builder().name(name).help(help);
    for (Series each : series) {
      long[] counts =
          IntStream.range(0, BOUNDED_BUCKETS + 1).mapToLong(each.counts()::get).toArray();
      histogram.dataPoint(
          HistogramDataPointSnapshot.builder()
              .labels(Labels.of(label, each.value()))
              .classicHistogramBuckets(ClassicHistogramBuckets.of(upperBounds(), counts))
              .sum(each.sum().get(0) / NANOS_A_SECOND)
              .build());
    }
    return histogram.build();
  }

  private static double[] upperBounds() {
    double[] bounds = new double[BOUNDED_BUCKETS + 1];
    Arrays.setAll(bounds, bucket -> (SHORTEST_BUCKET_NANOS << bucket) / NANOS_A_SECOND);
    bounds[BOUNDED_BUCKETS] = Double.POSITIVE_INFINITY;
    return bounds;
  }
}
