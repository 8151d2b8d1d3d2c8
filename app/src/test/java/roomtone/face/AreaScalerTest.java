package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import roomtone.camera.Frame;

class AreaScalerTest {
  @Test
  void aPixelIsTheMeanOfWhatItCovers() {
    float[] half = scaled(frame(4, 2, 0, 10, 200, 255, 20, 30, 100, 45), 2, 1);
    assertThat(half).containsExactly(15, 150);
  }

  @Test
  void partsOfPixelsCountByTheirArea() {
    float[] values = scaled(frame(3, 1, 0, 90, 240), 2, 1);
    assertThat(values[0]).isCloseTo((0 + 0.5f * 90) / 1.5f, within(1e-3f));
    assertThat(values[1]).isCloseTo((0.5f * 90 + 240) / 1.5f, within(1e-3f));
  }

  @Test
  void theSameSizeChangesNothing() {
    assertThat(scaled(frame(2, 2, 1, 2, 3, 255), 2, 2)).containsExactly(1, 2, 3, 255);
  }

  @Test
  void anEvenPictureStaysEvenAtAnySize() {
    int[] shades = new int[101 * 67];
    Arrays.fill(shades, 77);
    Frame even = frame(101, 67, shades);
    for (float value : scaled(even, 37, 29)) {
      assertThat(value).isCloseTo(77, within(0.01f));
    }
  }

  @Test
  void rowsGoWhereTheTensorWantsThem() {
    FloatBuffer tensor = FloatBuffer.allocate(12);
    new AreaScaler(2, 2, 2, 2).scale(frame(2, 2, 1, 2, 3, 4), tensor, 1, 4, 2, 0.5f);
    assertThat(tensor.array()).containsExactly(0, 2.5f, 4.5f, 0, 0, 6.5f, 8.5f, 0, 0, 0, 0, 0);
  }

  @Test
  void doesNotEnlarge() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AreaScaler(4, 4, 8, 4));
  }

  private static float[] scaled(Frame frame, int width, int height) {
    FloatBuffer tensor = FloatBuffer.allocate(width * height);
    new AreaScaler(frame.width(), frame.height(), width, height)
        .scale(frame, tensor, 0, width, 1, 0);
    return tensor.array();
  }

  private static Frame frame(int width, int height, int... shades) {
    byte[] luma = new byte[shades.length];
    for (int i = 0; i < shades.length; i++) {
      luma[i] = (byte) shades[i];
    }
    return new Frame(luma, width, height, 0, 0);
  }
}
