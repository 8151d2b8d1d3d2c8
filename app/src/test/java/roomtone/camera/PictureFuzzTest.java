package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes are a picture of a fair size, or are refused with a sentence that names the file. */
class PictureFuzzTest {
  private static final int LONGEST_SIDE = 64;

  @TempDir private Path folder;

  @FuzzTest
  void picture(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("picture"), bytes);
    try {
      Frame frame = new PictureReader(LONGEST_SIDE).read(file);
      assertThat(Math.max(frame.width(), frame.height())).isBetween(1, LONGEST_SIDE);
    } catch (CameraException refused) {
      assertThat(refused).hasMessageContaining(file.toString()).hasMessageEndingWith(".");
    }
  }
}
