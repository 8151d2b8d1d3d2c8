package roomtone.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import roomtone.camera.Frame;
import roomtone.face.FaceBox;
import roomtone.inference.ModelInput;

class FaceCropTest {
  private static final int SIDE = 4;
  private static final ModelInput PLAIN = new ModelInput("face", SIDE, SIDE, 1, 1, 0);

  @Test
  void aBoxOfTheModelsSizeIsCopiedPixelByPixel() {
    Frame frame = gradient(10, 10);
    FloatBuffer crop = crop(frame, new FaceBox(3, 2, SIDE, SIDE, 1), 0, PLAIN);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        assertThat(crop.get(row * SIDE + column))
            .isCloseTo(frame.at(3 + column, 2 + row), within(1e-3f));
      }
    }
  }

  @Test
  void pixelsAreScaledAndShiftedAsTheModelAsks() {
    var model = new ModelInput("face", SIDE, SIDE, 1, 1 / 127.5f, -1);
    FloatBuffer crop = crop(filled(8, 8, 255), new FaceBox(0, 0, 8, 8, 1), 0, model);
    assertThat(crop.get(5)).isCloseTo(1, within(1e-5f));
  }

  @Test
  void aFaceIsStandardisedWhereTheModelDoesNotDoIt() {
    var model = new ModelInput("face", SIDE, SIDE, 1, 1 / 255f, 0, 0.03f);
    FloatBuffer crop = crop(gradient(10, 10), new FaceBox(3, 2, SIDE, SIDE, 1), 0, model);
    float sum = 0;
    float squares = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      sum += crop.get(i);
      squares += crop.get(i) * crop.get(i);
    }
    assertThat(sum).isCloseTo(0, within(1e-4f));
    assertThat(squares / (SIDE * SIDE)).isGreaterThan(0.1f).isLessThan(1);
    FloatBuffer flat = crop(filled(8, 8, 200), new FaceBox(0, 0, 8, 8, 1), 0, model);
    assertThat(flat.get(3)).isCloseTo(0, within(1e-4f));
  }

  @Test
  void aLargeFaceIsAveragedNotSkipped() {
    // Columns alternate black and white: a fair reduction by two is grey everywhere.
    byte[] luma = new byte[64];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = (byte) (i % 2 == 0 ? 0 : 255);
    }
    FloatBuffer crop = crop(new Frame(luma, 8, 8, 0, 0), new FaceBox(0, 0, 8, 8, 1), 0, PLAIN);
    for (int i = 0; i < SIDE * SIDE; i++) {
      assertThat(crop.get(i)).isBetween(100f, 155f);
    }
  }

  @Test
  void theCropIsASquareAroundTheBoxWithItsMargin() {
    // White only in the middle 4×4: a box of 4×2 there, made square, is all white.
    byte[] luma = new byte[144];
    for (int y = 4; y < 8; y++) {
      for (int x = 4; x < 8; x++) {
        luma[y * 12 + x] = (byte) 255;
      }
    }
    var frame = new Frame(luma, 12, 12, 0, 0);
    FloatBuffer tight = crop(frame, new FaceBox(4, 5, 4, 2, 1), 0, PLAIN);
    assertThat(tight.get(0)).isEqualTo(255);
    FloatBuffer wide = crop(frame, new FaceBox(4, 5, 4, 2, 1), 1, PLAIN);
    assertThat(wide.get(0)).isZero();
  }

  @Test
  void aFaceOverTheEdgeGoesOnWithTheEdgesPixels() {
    FloatBuffer crop = crop(filled(6, 6, 80), new FaceBox(-3, -3, 8, 8, 1), 0.5f, PLAIN);
    for (int i = 0; i < SIDE * SIDE; i++) {
      assertThat(crop.get(i)).isCloseTo(80, within(1e-3f));
    }
  }

  @Test
  void evenAPictureOfOnePixelCanBeCropped() {
    FloatBuffer crop = crop(filled(1, 1, 7), new FaceBox(0, 0, 1, 1, 1), 0, PLAIN);
    assertThat(crop.get(0)).isCloseTo(7, within(1e-3f));
  }

  private static FloatBuffer crop(Frame frame, FaceBox box, float margin, ModelInput model) {
    FloatBuffer input = FloatBuffer.allocate(model.size());
    FaceCrop.fill(frame, box, margin, model, input);
    return input;
  }

  private static Frame gradient(int width, int height) {
    byte[] luma = new byte[width * height];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = (byte) (i * 2);
    }
    return new Frame(luma, width, height, 0, 0);
  }

  private static Frame filled(int width, int height, int value) {
    byte[] luma = new byte[width * height];
    Arrays.fill(luma, (byte) value);
    return new Frame(luma, width, height, 0, 0);
  }
}
