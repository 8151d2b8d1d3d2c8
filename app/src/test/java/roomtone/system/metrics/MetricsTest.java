package roomtone.system.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";

  private final Metrics metrics = new Metrics();

  private String text(@Nullable String accepted) {
    return new String(metrics.text(accepted).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void figuresAreReadWhenSomebodyAsks() {
    var now = new AtomicReference<>(3.0);
    metrics.gauge("room_people", "People.", now::get);
    metrics.total("room_frames_total", "Frames.", () -> 7);
    assertThat(text(null))
        .contains("# HELP room_people People.", "# TYPE room_people gauge", "room_people 3.0")
        .contains("# TYPE room_frames_total counter", "room_frames_total 7.0");
    now.set(4.0);
    assertThat(text(null)).contains("room_people 4.0");
  }

  @Test
  void aStateIsOneForWhatHoldsAndZeroForTheRest() {
    var now = new AtomicReference<>("calm");
    metrics.state("room_mood", "Mood.", List.of("calm", "sad"), now::get);
    assertThat(text(null))
        .contains("room_mood{room_mood=\"calm\"} 1", "room_mood{room_mood=\"sad\"} 0");
    now.set("sad");
    assertThat(text(null)).contains("room_mood{room_mood=\"sad\"} 1");
  }

  @Test
  void whatHappensIsCountedFromZeroOn() {
    Count skips = metrics.count("room_skips_total", "Skips.", "mood", List.of("calm", "sad"));
    skips.once("sad");
    skips.once("sad");
    assertThat(text(null))
        .contains("room_skips_total{mood=\"calm\"} 0.0", "room_skips_total{mood=\"sad\"} 2.0");
  }

  @Test
  void durationsAreAHistogramInSeconds() {
    Durations stages =
        metrics.durations("room_stage_seconds", "Stages.", "stage", List.of("detect"));
    stages.took(0, 3_000_000);
    assertThat(text(null))
        .contains("# TYPE room_stage_seconds histogram")
        .contains("room_stage_seconds_bucket{stage=\"detect\",le=\"0.002\"} 0")
        .contains("room_stage_seconds_bucket{stage=\"detect\",le=\"0.004\"} 1")
        .contains("room_stage_seconds_count{stage=\"detect\"} 1")
        .contains("room_stage_seconds_sum{stage=\"detect\"} 0.003");
  }

  @Test
  void labelsMayComeAndGo() {
    Map<String, Double> faults = new TreeMap<>();
    metrics.gauges("room_fault", "Faults.", "part", () -> faults);
    assertThat(text(null)).doesNotContain("room_fault{");
    faults.put("camera", 1.0);
    assertThat(text(null)).contains("room_fault{part=\"camera\"} 1.0");
  }

  @Test
  void whoAcceptsOpenMetricsGetsThat() {
    metrics.info("room_build_info", "What runs.", Map.of("version", "1 \"a\"\n"));
    Metrics.Text open = metrics.text(OPEN_METRICS);
    assertThat(open.type()).startsWith("application/openmetrics-text");
    assertThat(text(OPEN_METRICS)).endsWith("# EOF\n");
    assertThat(metrics.text("*/*").type()).startsWith("text/plain");
    assertThat(text(null)).contains("room_build_info{version=\"1 \\\"a\\\"\\n\"} 1");
  }

  @Test
  void theProcessItselfIsMeasured() {
    metrics.process();
    assertThat(text(null))
        .contains("process_start_time_seconds", "jvm_memory_used_bytes", "jvm_threads_current");
  }
}
