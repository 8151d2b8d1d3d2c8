package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import roomtone.camera.Frame;
import roomtone.camera.PictureReader;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelManifest;

class CascadeDetectorTest {
  private static final Path MODELS = Path.of("..", "models");
  private static final FaceSettings CASCADE = FaceSettings.DEFAULT.using(DetectorKind.CASCADE);

  @Test
  void findsTheGuestsAndNobodyInTheEmptyRoom() throws Exception {
    try (FaceDetector detector = open(CASCADE)) {
      assertThat(detector.detect(picture("happy.jpg"))).hasSize(1);
      assertThat(detector.detect(picture("group.jpg"))).hasSize(3);
      assertThat(detector.detect(picture("empty.jpg"))).isEmpty();
    }
  }

  @Test
  void boxesAreInPixelsOfTheFrameWhateverItIsScaledTo() throws Exception {
    try (FaceDetector full = open(CASCADE);
        FaceDetector scaled = open(CASCADE.sized(320, 40))) {
      FaceBox one = full.detect(picture("happy.jpg")).getFirst();
      FaceBox other = scaled.detect(picture("happy.jpg")).getFirst();
      assertThat(one.overlap(other)).isGreaterThan(0.6f);
    }
  }

  @Test
  void aPictureSmallerThanTheCascadesWindowHasNoFaces() throws Exception {
    try (FaceDetector detector = open(CASCADE)) {
      assertThat(detector.detect(new Frame(new byte[1], 1, 1, 0, 0))).isEmpty();
    }
  }

  @Test
  void needsNoLibraryForWindows() throws Exception {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(maps), "only Linux says which libraries are loaded");
    try (FaceDetector detector = open(CASCADE)) {
      detector.detect(picture("happy.jpg"));
      assertThat(Files.readString(maps))
          .contains("libopencv_objdetect")
          .doesNotContain("jniopencv_highgui");
    }
  }

  private static FaceDetector open(FaceSettings settings) throws Exception {
    return FaceDetector.open(settings, InferenceEngine.cpu(1), ModelManifest.read(MODELS));
  }

  private static Frame picture(String name) throws Exception {
    return new PictureReader(1280).read(MODELS.resolve("demo/pictures").resolve(name));
  }
}
