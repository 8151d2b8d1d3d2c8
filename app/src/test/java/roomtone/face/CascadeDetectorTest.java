package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import roomtone.camera.Frame;
import roomtone.camera.PictureReader;

class CascadeDetectorTest {
  private static final Path PICTURES = Path.of("..", "models", "demo", "pictures");

  @Test
  void findsTheGuestsAndNobodyInTheEmptyRoom() throws Exception {
    try (FaceDetector detector = FaceDetector.open(FaceSettings.DEFAULT)) {
      assertThat(detector.detect(picture("happy.jpg"))).hasSize(1);
      assertThat(detector.detect(picture("group.jpg"))).hasSize(3);
      assertThat(detector.detect(picture("empty.jpg"))).isEmpty();
    }
  }

  @Test
  void boxesAreInPixelsOfTheFrameWhateverItIsScaledTo() throws Exception {
    var small = new FaceSettings(320, 40, FaceSettings.DEFAULT.forgetAfter());
    try (FaceDetector full = FaceDetector.open(FaceSettings.DEFAULT);
        FaceDetector scaled = FaceDetector.open(small)) {
      FaceBox one = full.detect(picture("happy.jpg")).getFirst();
      FaceBox other = scaled.detect(picture("happy.jpg")).getFirst();
      assertThat(one.overlap(other)).isGreaterThan(0.6f);
    }
  }

  @Test
  void aPictureSmallerThanTheCascadesWindowHasNoFaces() throws Exception {
    try (FaceDetector detector = FaceDetector.open(FaceSettings.DEFAULT)) {
      assertThat(detector.detect(new Frame(new byte[1], 1, 1, 0, 0))).isEmpty();
    }
  }

  @Test
  void needsNoLibraryForWindows() throws Exception {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(maps), "only Linux says which libraries are loaded");
    try (FaceDetector detector = FaceDetector.open(FaceSettings.DEFAULT)) {
      detector.detect(picture("happy.jpg"));
      assertThat(Files.readString(maps))
          .contains("libopencv_objdetect")
          .doesNotContain("jniopencv_highgui");
    }
  }

  private static Frame picture(String name) throws Exception {
    return new PictureReader(1280).read(PICTURES.resolve(name));
  }
}
