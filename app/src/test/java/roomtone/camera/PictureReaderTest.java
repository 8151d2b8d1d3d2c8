package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
  @TempDir Path folder;
  private final PictureReader reader = new PictureReader(1280);

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "webp", "pgm", "ppm"})
  void readsEachFormatAsGrey(String ending) throws CameraException {
    Frame frame = reader.read(TestPictures.halves(folder.resolve("room." + ending), 64, 33));

    assertThat(frame.width()).isEqualTo(64);
    assertThat(frame.height()).isEqualTo(33);
    assertThat(frame.at(3, 30)).isLessThan(6);
    assertThat(frame.at(60, 2)).isGreaterThan(249);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "webp", "pgm", "ppm"})
  void refusesAFileThatIsCutShort(String ending) throws IOException {
    Path picture = TestPictures.halves(folder.resolve("cut." + ending), 200, 150);
    TestPictures.cut(picture, 0.7);

    assertThatThrownBy(() -> reader.read(picture))
        .isInstanceOf(CameraException.class)
        .hasMessage("The picture " + picture + " is cut short: copy it again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png-that-gives-two-sizes", "jpg-that-gives-two-sizes"})
  void isNotFooledByASecondSize(String name) {
    Path picture =
        Path.of("src/test/resources/roomtone/camera/PictureFuzzTestInputs/picture", name);
    assertThatThrownBy(() -> reader.read(picture))
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("is too large: 30000×30000 pixels");
  }

  @Test
  void isNotFooledByTheEndOfAThumbnailInside() throws IOException {
    byte[] thumbnail =
        Files.readAllBytes(TestPictures.plain(folder.resolve("small.jpg"), 16, 16, 90));
    Path picture =
        TestPictures.withSegment(
            TestPictures.halves(folder.resolve("phone.jpg"), 300, 200), 0xFFE2, thumbnail);
    assertThat(readWidth(picture)).isEqualTo(300);

    TestPictures.cut(picture, 0.8);

    assertThatThrownBy(() -> reader.read(picture)).hasMessageContaining("is cut short");
  }

  @Test
  void turnsAPictureUprightAsItsExifSays() throws Exception {
    Path picture =
        TestPictures.withSegment(
            TestPictures.halves(folder.resolve("turned.jpg"), 64, 32),
            0xFFE1,
            TestPictures.exifTurnedRight());

    Frame frame = reader.read(picture);

    assertThat(frame.width()).isEqualTo(32);
    assertThat(frame.height()).isEqualTo(64);
    assertThat(frame.at(16, 4)).isLessThan(10);
    assertThat(frame.at(16, 60)).isGreaterThan(245);
  }

  @Test
  void readsASinglePixel() throws CameraException {
    Frame frame = reader.read(TestPictures.plain(folder.resolve("dot.png"), 1, 1, 77));

    assertThat(frame.width()).isEqualTo(1);
    assertThat(frame.height()).isEqualTo(1);
    assertThat(frame.at(0, 0)).isEqualTo(77);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void scalesALargePictureDown(String ending) throws CameraException {
    Frame frame = reader.read(TestPictures.halves(folder.resolve("large." + ending), 5001, 1000));

    assertThat(frame.width()).isEqualTo(1280);
    assertThat(frame.height()).isEqualTo(256);
    assertThat(frame.at(10, 10)).isLessThan(6);
    assertThat(frame.at(1270, 250)).isGreaterThan(249);
  }

  @Test
  void aThinPictureKeepsAPixel() throws CameraException {
    Frame frame = reader.read(TestPictures.plain(folder.resolve("thin.png"), 9000, 1, 50));

    assertThat(frame.width()).isEqualTo(1280);
    assertThat(frame.height()).isEqualTo(1);
  }

  @Test
  void readsAHundredMegapixelsAndRefusesMore() throws Exception {
    Path largest = TestPictures.hugePng(folder.resolve("largest.png"), 10_000, 10_000, false);
    assertThat(readWidth(largest)).isEqualTo(1280);

    Path tooLarge = TestPictures.hugePng(folder.resolve("too-large.png"), 10_001, 10_000, false);
    assertThatThrownBy(() -> reader.read(tooLarge))
        .hasMessageContaining("is too large: 10001×10000 pixels, where 100 megapixels");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path missing = folder.resolve("missing.jpg");
    assertThatThrownBy(() -> reader.read(missing)).hasMessageContaining("There is no picture");

    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    assertThatThrownBy(() -> reader.read(empty)).hasMessageContaining("is empty (0 bytes)");

    Path text = Files.writeString(folder.resolve("text.jpg"), "I am a poem.");
    assertThatThrownBy(() -> reader.read(text)).hasMessageContaining("is not a picture");

    Path letter = Files.writeString(folder.resolve("letter.jpg"), "I");
    assertThatThrownBy(() -> reader.read(letter)).hasMessageContaining("is not a picture");

    assertThatThrownBy(() -> reader.read(folder)).hasMessageContaining("is a folder");
  }

  @Test
  void refusesPixelsThatCannotBeDecoded() throws IOException {
    Path picture = TestPictures.halves(folder.resolve("scratched.png"), 100, 100);
    byte[] bytes = Files.readAllBytes(picture);
    Arrays.fill(bytes, 45, bytes.length - 20, (byte) 0x5A);
    Files.write(picture, bytes);

    assertThatThrownBy(() -> reader.read(picture))
        .isInstanceOf(CameraException.class)
        .hasMessageContaining(picture.toString());
  }

  private int readWidth(Path picture) throws IOException {
    try {
      return reader.read(picture).width();
    } catch (CameraException e) {
      throw new IOException(e);
    }
  }
}
