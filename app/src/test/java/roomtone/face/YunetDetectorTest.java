package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelManifest;

class YunetDetectorTest {
  private static final Path MODELS = Path.of("..", "models");

  @TempDir private Path folder;

  @Test
  void withoutAFileTheMessageSaysWhichAndWhereItComesFrom() {
    assertThatThrownBy(() -> open(""))
        .isInstanceOf(FaceDetectorException.class)
        .hasMessageContaining("face.yunet-file names no file")
        .hasMessageContaining("face_detection_yunet_2023mar.onnx (MIT licence)")
        .hasMessageContaining("github.com/opencv/opencv_zoo");
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    String missing = folder.resolve("yunet.onnx").toString();
    assertThatThrownBy(() -> open(missing))
        .isInstanceOf(FaceDetectorException.class)
        .hasMessageContaining("There is no file " + missing)
        .hasMessageContaining("github.com/opencv/opencv_zoo");
  }

  @Test
  void aFileThatIsNoModelIsRefusedInOneSentence() throws Exception {
    Path pointer = Files.writeString(folder.resolve("yunet.onnx"), "version https://git-lfs");
    assertThatThrownBy(() -> open(pointer.toString()))
        .isInstanceOf(FaceDetectorException.class)
        .hasMessageContaining(pointer + " is no YuNet model")
        .hasMessageContaining("Download raw file");
  }

  @Test
  void aNetworkForSomethingElseIsRefusedBeforeTheFirstFrame() {
    Path other = MODELS.resolve("expression/expression-fp32.onnx");
    assertThatThrownBy(() -> open(other.toString()))
        .isInstanceOf(FaceDetectorException.class)
        .hasMessageContaining("is no YuNet model");
  }

  @Test
  void needsNoLibraryForWindows() throws Exception {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(maps), "only Linux says which libraries are loaded");
    Path pointer = Files.writeString(folder.resolve("yunet.onnx"), "no model");
    assertThatThrownBy(() -> open(pointer.toString())).isInstanceOf(FaceDetectorException.class);
    assertThat(Files.readString(maps))
        .contains("libopencv_dnn")
        .doesNotContain("jniopencv_highgui");
  }

  private static FaceDetector open(String file) throws Exception {
    return FaceDetector.open(
        FaceSettings.DEFAULT.withYunet(file), InferenceEngine.cpu(1), ModelManifest.read(MODELS));
  }
}
