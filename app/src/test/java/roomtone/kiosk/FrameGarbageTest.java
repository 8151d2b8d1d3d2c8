package roomtone.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.bench.BenchMachine;
import roomtone.camera.Camera;
import roomtone.camera.CameraSource;
import roomtone.camera.Frame;
import roomtone.camera.FramePool;
import roomtone.camera.ReplayPace;
import roomtone.config.Settings;

/** What reading a frame leaves to be collected; the whole kiosk's is in {@code bench}. */
class FrameGarbageTest {
  private static final Path CLIP = Path.of("..", "models", "demo", "lounge.mp4");
  // The whole clip once: places at which a face was seen are remembered, in memory that is used
  // again.
  private static final int WARM_UP = 850;
  private static final int MEASURED = 400;
  private static final long MOST_BYTES = 1024;

  @TempDir private Path state;

  @Test
  void aFrameWithFacesLeavesAtMostAKilobyte() throws Exception {
    var home = new Home(Path.of(System.getProperty("roomtone.home")), state);
    Settings settings = Settings.defaults(Map.of(), CLIP);
    var metrics = new KioskMetrics(new Discretion(1));
    var pool = new FramePool();
    long allocated = 0;
    try (Eyes eyes = Eyes.open(home, settings, 1);
        Camera camera =
            CameraSource.from(
                    settings
                        .camera()
                        .replaying(CLIP, ReplayPace.AS_FAST_AS_POSSIBLE, true)
                        .scaledTo(320),
                    Instant::now)
                .open()) {
      RoomReader reader = eyes.reader(new StageTimes(metrics));
      for (int i = 0; i < WARM_UP + MEASURED; i++) {
        Frame frame = camera.read(pool);
        long before = BenchMachine.allocatedBytes();
        metrics.onMood(reader.read(frame));
        if (i >= WARM_UP) {
          allocated += BenchMachine.allocatedBytes() - before;
        }
        pool.giveBack(frame);
      }
    }
    assertThat(metrics.text(null).toString()).isNotEmpty();
    assertThat(allocated / MEASURED).isBetween(1L, MOST_BYTES);
  }
}
