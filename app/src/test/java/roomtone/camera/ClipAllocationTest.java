package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipAllocationTest {
  private static final int PICTURES = 200;

  @TempDir Path folder;

  @Test
  void aPictureCostsHardlyMoreThanItsFrame() throws Exception {
    Path clip =
        TestClip.write(
            folder.resolve("clip.mp4"), 320, 240, 2 * PICTURES, (picture, x, y) -> 20 + x / 2);
    ReplaySource source =
        new ReplaySource(
            clip,
            ReplayPace.AS_FAST_AS_POSSIBLE,
            false,
            Duration.ofSeconds(1),
            1280,
            InstantSource.system(),
            Pacer.system());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    FramePool pool = new FramePool();
    try (Camera camera = source.open()) {
      read(camera, pool);
      long before = threads.getCurrentThreadAllocatedBytes();
      read(camera, pool);
      long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / PICTURES;

      assertThat(bytes).isLessThan(500);
    }
  }

  private static void read(Camera camera, FramePool pool) throws Exception {
    for (int picture = 0; picture < PICTURES - 1; picture++) {
      pool.giveBack(camera.read(pool));
    }
  }
}
