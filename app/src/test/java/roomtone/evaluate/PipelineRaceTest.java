package roomtone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import roomtone.camera.Frame;

class PipelineRaceTest {
  private static final Frame FRAME = new Frame(new byte[4], 2, 2, 0, 0);
  private static final int FRAMES = 9;

  private final AtomicLong clock = new AtomicLong();
  private final List<String> order = new ArrayList<>();

  @Test
  void allReadTheSameFramesAndEachIsFirstInItsTurn() throws Exception {
    PipelineRace.Heat heat = heat();
    for (int i = 0; i < 3; i++) {
      heat.read(FRAME);
    }
    assertThat(order).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
  }

  @Test
  void whatWarmsUpDoesNotCountAndTheFirstIsTheMeasure() throws Exception {
    PipelineRace.Heat heat = heat();
    for (int i = 0; i < PipelineRace.WARM_UP_FRAMES + FRAMES; i++) {
      heat.read(FRAME);
    }
    List<PipelineRace.Result> results = heat.results();
    assertThat(results).extracting(PipelineRace.Result::name).containsExactly("a", "b", "c");
    assertThat(results)
        .extracting(PipelineRace.Result::framesPerSecond)
        .containsExactly(1000.0, 200.0, 500.0);
    assertThat(results)
        .extracting(PipelineRace.Result::oursAgainstIt)
        .containsExactly(1.0, 5.0, 2.0);
    assertThat(results).extracting(PipelineRace.Result::facesPerFrame).containsOnly(2.0);
    assertThat(results.get(1).p95Millis()).isCloseTo(5, within(0.01));
  }

  private PipelineRace.Heat heat() {
    Map<String, PipelineRace.Runner> runners = new LinkedHashMap<>();
    runners.put("a", runner("a", 1));
    runners.put("b", runner("b", 5));
    runners.put("c", runner("c", 2));
    return new PipelineRace.Heat(runners, clock::get);
  }

  /** Takes so many milliseconds of the clock, and finds two faces. */
  private PipelineRace.Runner runner(String name, long millis) {
    return _ -> {
      order.add(name);
      clock.addAndGet(millis * 1_000_000);
      return 2;
    };
  }
}
