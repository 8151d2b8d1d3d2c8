package roomtone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import roomtone.camera.Frame;
import roomtone.face.FaceBox;

class FaceChangeTest {
  private static final int SIDE = 48;
  private static final int LIGHT = 200;

  @Test
  void aSmallerFaceHasFewerPixelsOfTheSameBrightness() {
    Frame small = change("face width (pixels)", halves(), 12);
    assertThat(small.width()).isEqualTo(12);
    assertThat(small.at(0, 5)).isZero();
    assertThat(small.at(11, 5)).isEqualTo(LIGHT);
  }

  @Test
  void blurSoftensAnEdgeAsFarAsItReaches() {
    Frame blurred = change("blur (pixels)", halves(), 2);
    // The Gaussian distribution at half a pixel and at 6.5 pixels, of deviation 2.
    assertThat(blurred.at(24, 10)).isCloseTo((int) (0.599 * LIGHT), within(3));
    assertThat(blurred.at(30, 10)).isCloseTo(LIGHT, within(1));
    assertThat(change("blur (pixels)", halves(), 0).luma()).isEqualTo(halves().luma());
  }

  @Test
  void dimLightIsDarkerAndNoisyButTheSameEachTime() {
    Frame dim = change("light (share)", halves(), 0.5f);
    double sum = 0;
    for (int y = 0; y < SIDE; y++) {
      sum += dim.at(SIDE - 1, y);
    }
    assertThat(sum / SIDE).isCloseTo(LIGHT / 2.0, within(2.0));
    assertThat(dim.luma()).isEqualTo(change("light (share)", halves(), 0.5f).luma());
    assertThat(dim.at(40, 10)).isBetween(LIGHT / 2 - 20, LIGHT / 2 + 20);
  }

  @Test
  void aFaceIsCutOutOfItsPicture() {
    Frame right = FaceChange.resampled(halves(), new FaceBox(24, 12, 24, 24, 1), 6);
    assertThat(right.width()).isEqualTo(6);
    assertThat(right.at(3, 3)).isEqualTo(LIGHT);
  }

  private static Frame change(String name, Frame face, float value) {
    return FaceChange.ALL.stream()
        .filter(change -> change.name().equals(name))
        .findFirst()
        .orElseThrow()
        .change()
        .apply(face, value);
  }

  /** Black on the left, light on the right. */
  private static Frame halves() {
    byte[] luma = new byte[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      Arrays.fill(luma, y * SIDE + SIDE / 2, (y + 1) * SIDE, (byte) LIGHT);
    }
    return new Frame(luma, SIDE, SIDE, 0, 0);
  }
}
