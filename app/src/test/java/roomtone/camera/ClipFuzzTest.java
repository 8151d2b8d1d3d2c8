package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes are a clip whose readable pictures are given, or are refused with a sentence. FFmpeg is
 * native, so nothing guides the mutations but what our own code does with its answers.
 */
class ClipFuzzTest {
  private static final int LONGEST_SIDE = 64;
  private static final int MOST_PICTURES = 20;

  @TempDir private Path folder;

  @FuzzTest
  void clip(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("clip"), bytes);
    FramePool pool = new FramePool();
    try (ClipDecoder decoder = ClipDecoder.open(file, LONGEST_SIDE)) {
      for (int i = 0; i < MOST_PICTURES && decoder.next(); i++) {
        Luma luma = decoder.copy(pool);
        assertThat(Math.max(luma.width(), luma.height())).isBetween(1, LONGEST_SIDE);
        assertThat(decoder.pictureNanos()).isPositive();
        pool.giveBack(luma.at(0, 0));
      }
    } catch (CameraException refused) {
      assertThat(refused).hasMessageContaining(file.toString()).hasMessageEndingWith(".");
    }
  }
}
