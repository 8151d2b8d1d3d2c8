package roomtone.system.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kiosk's figures, each under a name by Prometheus' conventions, and their text.
 *
 * <p>Figures that exist anyway are asked for when somebody collects them; what happens is counted
 * by a {@link Count} or {@link Durations}. Figures are added while the kiosk starts, on one thread;
 * any thread may count and any number may ask for the {@link #text}.
 */
public final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();

  /** Without any figure. */
  public Metrics() {}

  /**
   * All figures at one moment.
   *
   * @param type its media type
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Text(String type, byte[] bytes) {}

  /** Adds what every process has: memory, threads, processor time, open files, start. */
  public void process() {
    ProcessMetrics.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
  }

  /** Adds facts that don't change, shown as labels with the value 1. */
  public void info(String name, String help, Map<String, String> facts) {
    Info info =
        Info.builder()
            .name(name)
            .help(help)
            .labelNames(facts.keySet().toArray(String[]::new))
            .register(registry);
    info.setLabelValues(facts.values().toArray(String[]::new));
  }

  /** Adds a figure that goes up and down. */
  public void gauge(String name, String help, DoubleSupplier now) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(now.getAsDouble()))
        .register(registry);
  }

  /** Adds a figure that goes up and down for each value of a label; values may come and go. */
  public void gauges(String name, String help, String label, Supplier<Map<String, Double>> now) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(callback -> now.get().forEach((value, number) -> callback.call(number, value)))
        .register(registry);
  }

  /** Adds a figure that only grows. */
  public void total(String name, String help, LongSupplier now) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call((double) now.getAsLong()))
        .register(registry);
  }

  /** Adds a figure that only grows for each value of a label. */
  public void totals(String name, String help, String label, Supplier<Map<String, Long>> now) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(callback -> now.get().forEach((value, number) -> callback.call(number, value)))
        .register(registry);
  }

  /**
   * Adds a state: 1 for the one that holds now, 0 for each other one.
   *
   * @param states all that there are
   */
  public void state(String name, String help, List<String> states, Supplier<String> now) {
    List<String> all = List.copyOf(states);
    registry.register(() -> snapshot(name, help, all, now.get()));
  }

  private static MetricSnapshot snapshot(
      String name, String help, List<String> states, String now) {
    StateSetDataPointSnapshot.Builder point = StateSetDataPointSnapshot.builder();
    states.forEach(state -> point.state(state, state.equals(now)));
    return StateSetSnapshot.builder().name(name).help(help).dataPoint(point.build()).build();
  }

  /**
   * Adds a count of what happens.
   *
   * @param values of the label that are shown before anything happened
   */
  public Count count(String name, String help, String label, List<String> values) {
    Counter counter =
        Counter.builder()
            .name(name)
            .help(help)
            .labelNames(label)
            .withoutExemplars()
            .register(registry);
    values.forEach(counter::initLabelValues);
    return value -> counter.labelValues(value).inc();
  }

  /**
   * Adds a histogram of how long something takes, in seconds.
   *
   * @param values of the label, all that there are
   */
  public Durations durations(String name, String help, String label, List<String> values) {
    var durations = new Durations(name, help, label, values);
    registry.register(durations::snapshot);
    return durations;
  }

  /** The names of all figures, without the endings that the text adds. */
  public Stream<String> names() {
    return registry.scrape().stream().map(each -> each.getMetadata().getName());
  }

  /**
   * All figures now.
   *
   * @param accepted what the one who asks can read, as in HTTP's Accept; null for anything
   */
  public Text text(@Nullable String accepted) {
    ExpositionFormatWriter writer =
        accepted == null ? formats.getPrometheusTextFormatWriter() : formats.findWriter(accepted);
    var bytes = new ByteArrayOutputStream(16 * 1024);
    try {
      writer.write(bytes, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written", e);
    }
    return new Text(writer.getContentType(), bytes.toByteArray());
  }
}
