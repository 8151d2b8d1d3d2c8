package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedSourceTest {
  private static final long GAP = Duration.ofMillis(200).toNanos();

  private final FakePacer pacer = new FakePacer();

  /** Ten pictures a second by its own clock, each as bright as it is old, and as fast as asked. */
  private static final class Quick implements CameraSource, Camera {
    private int pictures;

    @Override
    public Camera open() {
      return this;
    }

    @Override
    public String description() {
      return "replay of a clip";
    }

    @Override
    public Frame read(FramePool pool) {
      byte[] luma = {(byte) pictures};
      return new Frame(luma, 1, 1, pictures++ * 100_000_000L - 7, 0);
    }

    @Override
    public Duration stallAfter() {
      return Duration.ofSeconds(1);
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  @Test
  void everySecondPictureOfTenASecondComesFiveTimesASecondAndThenTheReplayEnds() throws Exception {
    var source = new PacedSource(new Quick(), Duration.ofNanos(GAP), 3, () -> Instant.EPOCH, pacer);
    assertThat(source.live()).isFalse();
    List<Integer> shown = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    try (Camera camera = source.open()) {
      var pool = new FramePool();
      for (int i = 0; i < 3; i++) {
        Frame frame = camera.read(pool);
        shown.add(frame.at(0, 0));
        times.add(frame.nanos());
      }
      assertThatExceptionOfType(EndOfReplay.class).isThrownBy(() -> camera.read(pool));
    }
    assertThat(shown).containsExactly(0, 2, 4);
    long first = times.getFirst();
    assertThat(times).containsExactly(first, first + GAP, first + 2 * GAP);
  }
}
