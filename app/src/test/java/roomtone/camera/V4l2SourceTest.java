package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class V4l2SourceTest {
  @TempDir Path folder;

  @Test
  void saysThatTheDeviceIsMissing() {
    Path missing = folder.resolve("video0");

    assertThatThrownBy(() -> source(missing).open())
        .isInstanceOf(CameraException.class)
        .hasMessage(
            "There is no USB camera at %s: plug it in, or choose one that 'ls /dev/video*' shows.",
            missing);
  }

  @Test
  void refusesWhatIsNoCamera() throws IOException {
    Path file = Files.writeString(folder.resolve("video0"), "a file");

    assertThatThrownBy(() -> source(file).open()).hasMessageContaining("is not a camera");
    assertThatThrownBy(() -> source(Path.of("/dev/null")).open())
        .hasMessageContaining("/dev/null is not a camera");
  }

  @Test
  void saysWhoMayUseTheDevice() {
    assertThatThrownBy(() -> V4l2Source.check(Path.of("/dev/video0"), 81, false))
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("group video");
  }

  private static V4l2Source source(Path device) {
    return new V4l2Source(device, 640, 480, 10, PixelFormat.ANY, InstantSource.system());
  }
}
