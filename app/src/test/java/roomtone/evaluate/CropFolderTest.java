package roomtone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import roomtone.emotion.Emotion;

class CropFolderTest {
  private static final int GREY = BufferedImage.TYPE_BYTE_GRAY;
  private static final int COLOUR = BufferedImage.TYPE_3BYTE_BGR;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "angry, ANGRY",
    "Anger, ANGRY",
    "DISGUST, DISGUST",
    "disgusted, DISGUST",
    "fear, FEAR",
    "fearful, FEAR",
    "happy, HAPPY",
    "happiness, HAPPY",
    "joy, HAPPY",
    "sad, SAD",
    "sadness, SAD",
    "surprise, SURPRISE",
    "surprised, SURPRISE",
    "Neutral, NEUTRAL",
    "03-Happy, HAPPY",
    "6_neutral, NEUTRAL"
  })
  void theUsualNamesAreKnown(String name, Emotion expected) throws Exception {
    picture(name + "/a.png", 48, 48, GREY);
    assertThat(labels(CropFolder.open(folder))).containsExactly(expected);
  }

  @Test
  void picturesOfAnyKindAndSizeAreRead() throws Exception {
    picture("happy/a.png", 48, 48, GREY);
    picture("happy/b.jpg", 1500, 1000, COLOUR);
    picture("happy/c.bmp", 7, 90, COLOUR);
    picture("joy/deeper/d.png", 1, 1, COLOUR);
    CropFolder faces = CropFolder.open(folder);
    assertThat(labels(faces)).hasSize(4).containsOnly(Emotion.HAPPY);
    assertThat(faces.description()).containsEntry("broken", 0);
  }

  @Test
  void otherFoldersAreNamedAndLeftOut() throws Exception {
    picture("sad/a.png", 48, 48, GREY);
    picture("contempt/b.png", 48, 48, GREY);
    picture("train/happy/c.png", 48, 48, GREY);
    picture(".cache/d.png", 48, 48, GREY);
    Files.createFile(folder.resolve("sad/.DS_Store"));
    CropFolder faces = CropFolder.open(folder);
    assertThat(faces.size()).isEqualTo(1);
    assertThat(faces.description()).containsEntry("foldersLeftOut", List.of("contempt", "train"));
  }

  @Test
  void brokenPicturesAreCountedOnceAndNamed() throws Exception {
    Path whole = picture("fear/whole.png", 48, 48, GREY);
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(folder.resolve("fear/half.png"), Arrays.copyOf(bytes, bytes.length / 2));
    Files.createFile(folder.resolve("fear/empty.jpg"));
    Files.writeString(folder.resolve("fear/notes.txt"), "these are my pictures");
    CropFolder faces = CropFolder.open(folder);
    assertThat(labels(faces)).hasSize(1);
    assertThat(labels(faces)).hasSize(1);
    Map<String, Object> description = faces.description();
    assertThat(description).containsEntry("broken", 3);
    assertThat(description.get("brokenPictures"))
        .asString()
        .contains("half.png", "empty.jpg", "notes.txt")
        .doesNotContain("whole.png");
  }

  @Test
  void whatHoldsNoFacesIsRefusedWithTheReason() throws Exception {
    assertRefused(folder.resolve("none"), "There is no folder");
    assertRefused(Files.createFile(folder.resolve("file")), "There is no folder");
    assertRefused(folder, "no folder at all");
    Path foreign = folder.resolve("set");
    Files.createDirectories(foreign.resolve("contempt"));
    assertRefused(foreign, "but contempt");
    Files.createDirectories(foreign.resolve("happy"));
    assertRefused(foreign, "are empty: happy");
  }

  private static void assertRefused(Path folder, String reason) {
    assertThatThrownBy(() -> CropFolder.open(folder))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(reason);
  }

  private static List<Emotion> labels(CropFolder faces) {
    List<Emotion> labels = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      faces
          .read(i)
          .map(face -> face.truths().getOrDefault(Truth.LABELS, Optional.empty()).orElseThrow())
          .ifPresent(labels::add);
    }
    return labels;
  }

  private Path picture(String file, int width, int height, int type) throws IOException {
    return TestFaces.picture(folder.resolve(file), width, height, type, Emotion.HAPPY);
  }
}
