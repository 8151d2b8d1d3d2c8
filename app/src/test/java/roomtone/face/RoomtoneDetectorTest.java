package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import roomtone.camera.Frame;
import roomtone.camera.PictureReader;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelManifest;
import roomtone.inference.Precision;

class RoomtoneDetectorTest {
  private static final Path MODELS = Path.of("..", "models");
  private static final FaceSettings SETTINGS = FaceSettings.DEFAULT.using(DetectorKind.ROOMTONE);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void findsTheGuestsAndNobodyInTheEmptyRoom(Precision precision) throws Exception {
    var settings =
        new FaceSettings(DetectorKind.ROOMTONE, precision, "", 480, 40, SETTINGS.forgetAfter());
    try (FaceDetector detector = open(settings)) {
      assertThat(detector.description()).contains("Roomtone's own (" + precision.label());
      assertThat(detector.detect(picture("happy.jpg"))).hasSize(1);
      assertThat(detector.detect(picture("group.jpg"))).hasSize(3);
      assertThat(detector.detect(picture("empty.jpg"))).isEmpty();
    }
  }

  @Test
  void boxesAreInPixelsOfTheFrameWhateverItIsScaledTo() throws Exception {
    try (FaceDetector full = openForMeasuring(SETTINGS.sized(640, 40));
        FaceDetector scaled = openForMeasuring(SETTINGS.sized(320, 40))) {
      FaceBox one = full.detect(picture("happy.jpg")).getFirst();
      FaceBox other = scaled.detect(picture("happy.jpg")).getFirst();
      assertThat(one.overlap(other)).isGreaterThan(0.6f);
    }
  }

  @Test
  void aFileOfOneSizeFindsTheSameGuests() throws Exception {
    try (InferenceEngine lite = InferenceEngine.tensorFlowLite(1);
        FaceDetector fixed = FaceDetector.open(SETTINGS, lite, ModelManifest.read(MODELS));
        FaceDetector free = open(SETTINGS.sized(320, 40))) {
      assertThat(fixed.description()).contains("longest side 320 px");
      FaceBox one = fixed.detect(picture("happy.jpg")).getFirst();
      FaceBox other = free.detect(picture("happy.jpg")).getFirst();
      assertThat(one.overlap(other)).isGreaterThan(0.9f);
      assertThat(fixed.detect(new Frame(new byte[50 * 700], 50, 700, 0, 0))).isEmpty();
      assertThat(fixed.detect(picture("happy.jpg"))).hasSize(1);
    }
  }

  @Test
  void framesOfAnySizeMayFollowEachOther() throws Exception {
    try (FaceDetector detector = open(SETTINGS)) {
      assertThat(detector.detect(new Frame(new byte[1], 1, 1, 0, 0))).isEmpty();
      assertThat(detector.detect(picture("happy.jpg"))).hasSize(1);
      assertThat(detector.detect(new Frame(new byte[50 * 700], 50, 700, 0, 0))).isEmpty();
      assertThat(detector.detect(picture("happy.jpg"))).hasSize(1);
    }
  }

  @Test
  void aCloserLookConfirmsFacesAndNotWhatIsNone() throws Exception {
    try (FaceDetector detector = open(SETTINGS)) {
      Frame group = picture("group.jpg");
      for (FaceBox face : detector.detect(group)) {
        assertThat(detector.confirms(group, face)).as("%s", face).isTrue();
        var beside =
            new FaceBox(face.x(), face.y() + 2 * face.height(), face.width(), face.height(), 0.9f);
        assertThat(detector.confirms(group, beside)).as("below %s", face).isFalse();
      }
      assertThat(detector.detect(group)).as("the next frame is seen as ever").hasSize(3);
    }
  }

  @Test
  void facesBelowTheSmallestAreLeftOut() throws Exception {
    try (FaceDetector detector = open(SETTINGS.sized(480, 2000))) {
      assertThat(detector.detect(picture("happy.jpg"))).isEmpty();
    }
  }

  @Test
  void measuringGivesLessSureBoxesToo() throws Exception {
    try (FaceDetector all = openForMeasuring(SETTINGS)) {
      Frame group = picture("group.jpg");
      long sure = all.detect(group).stream().filter(box -> box.score() >= all.threshold()).count();
      assertThat(sure).isEqualTo(3);
      assertThat(all.detect(group)).hasSizeGreaterThan(3);
    }
  }

  @Test
  void aFileThatIsNotTheManifestsIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("face"));
    Files.copy(MODELS.resolve("manifest.json"), folder.resolve("manifest.json"));
    Files.writeString(folder.resolve("face/face-int8.onnx"), "other weights");
    try (InferenceEngine engine = InferenceEngine.cpu(1)) {
      ModelManifest manifest = ModelManifest.read(folder);
      assertThatThrownBy(() -> FaceDetector.open(SETTINGS, engine, manifest))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("face-int8.onnx")
          .hasMessageContaining("not the one in the manifest");
    }
  }

  @Test
  void aModelOfAnotherKindIsRefused() throws Exception {
    String manifest =
        Files.readString(MODELS.resolve("manifest.json"))
            .replace("\"name\": \"face\"", "\"name\": \"other\"")
            .replace("\"name\": \"expression\"", "\"name\": \"face\"");
    Files.writeString(folder.resolve("manifest.json"), manifest);
    Files.createDirectories(folder.resolve("expression"));
    Files.copy(
        MODELS.resolve("expression/expression-int8.onnx"),
        folder.resolve("expression/expression-int8.onnx"));
    try (InferenceEngine engine = InferenceEngine.cpu(1)) {
      ModelManifest models = ModelManifest.read(folder);
      assertThatThrownBy(() -> FaceDetector.open(SETTINGS, engine, models))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("expression-int8.onnx");
    }
  }

  private static FaceDetector open(FaceSettings settings) throws Exception {
    return FaceDetector.open(settings, InferenceEngine.cpu(1), ModelManifest.read(MODELS));
  }

  /** Its first box is the surest, whatever the threshold. */
  private static FaceDetector openForMeasuring(FaceSettings settings) throws Exception {
    return FaceDetector.openForMeasuring(
        settings, InferenceEngine.cpu(1), ModelManifest.read(MODELS));
  }

  private static Frame picture(String name) throws Exception {
    return new PictureReader(1280).read(MODELS.resolve("demo/pictures").resolve(name));
  }
}
