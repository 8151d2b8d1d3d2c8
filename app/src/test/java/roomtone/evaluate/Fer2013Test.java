package roomtone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.camera.Frame;
import roomtone.emotion.Emotion;

class Fer2013Test {
  private static final String NOBODY = "0,0,0,0,0,0,0,0,0,0";

  @TempDir private Path folder;

  @Test
  void picturesAreCutFromTheirPlaces() throws Exception {
    var faces = new TestFaces();
    for (Emotion emotion : Emotion.values()) {
      faces.row("PublicTest", emotion, emotion, NOBODY);
    }
    Fer2013 fer2013 = Fer2013.read(faces.write(folder));
    assertThat(fer2013.pictures(fer2013.split("PublicTest")))
        .extracting(picture -> TestFaces.shown(corners(picture)))
        .containsExactly(Emotion.values());
  }

  @Test
  void whatIsNotFer2013IsRefusedWithTheReason() throws Exception {
    assertRefused("There is no", "rows.csv.gz");
    Files.writeString(folder.resolve("rows.csv.gz"), "not packed");
    assertRefused("can't be read", "rows.csv.gz");
    new TestFaces().row("PublicTest", Emotion.SAD, Emotion.SAD, NOBODY).write(folder);
    assertRefused("no rows of PrivateTest", "");
    new TestFaces().row("PrivateTest", Emotion.SAD, Emotion.SAD, "1,2").write(folder);
    assertRefused("can't be read", "rows.csv.gz");
  }

  @Test
  void aSheetThatIsMissingBrokenOrTooSmallIsNamed() throws Exception {
    new TestFaces().row("PrivateTest", Emotion.SAD, Emotion.SAD, NOBODY).write(folder);
    Path sheet = folder.resolve("s0.png");
    Files.delete(sheet);
    assertRefused("no picture", "s0.png");
    Files.writeString(sheet, "no picture");
    assertRefused("not a picture", "s0.png");
    TestFaces.picture(sheet, 48, 48, BufferedImage.TYPE_BYTE_GRAY, Emotion.SAD);
    assertRefused("48×48 pixels", "s0.png");
  }

  private void assertRefused(String reason, String file) {
    assertThatThrownBy(() -> LabelledFaces.fer2013(folder, "PrivateTest"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(file);
  }

  /** Its mean brightness at the four corners, where neighbours would show. */
  private static double corners(Frame picture) {
    return (picture.at(0, 0) + picture.at(47, 0) + picture.at(0, 47) + picture.at(47, 47)) / 4.0;
  }
}
