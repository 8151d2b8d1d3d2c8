package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LetterboxTest {
  @Test
  void aFrameIsScaledDownToTheLongestSideAndFilledUpToWholeCells() {
    Letterbox box = Letterbox.of(1280, 720, 320, 16);
    assertThat(box.scaledWidth()).isEqualTo(320);
    assertThat(box.scaledHeight()).isEqualTo(180);
    assertThat(box.width()).isEqualTo(320);
    assertThat(box.height()).isEqualTo(192);
  }

  @Test
  void aSmallFrameKeepsItsSize() {
    assertThat(Letterbox.of(200, 150, 320, 16))
        .isEqualTo(new Letterbox(200, 150, 200, 150, 208, 160));
    assertThat(Letterbox.of(1, 1, 320, 16)).isEqualTo(new Letterbox(1, 1, 1, 1, 16, 16));
  }

  @Test
  void anInputOfOneSizeHoldsTheWholeFrame() {
    assertThat(Letterbox.into(320, 240, 1280, 720))
        .isEqualTo(new Letterbox(1280, 720, 320, 180, 320, 240));
    assertThat(Letterbox.into(320, 240, 720, 1280))
        .isEqualTo(new Letterbox(720, 1280, 135, 240, 320, 240));
    assertThat(Letterbox.into(320, 240, 100, 50))
        .isEqualTo(new Letterbox(100, 50, 100, 50, 320, 240));
  }

  @Test
  void aThinFrameKeepsAPixel() {
    assertThat(Letterbox.of(4000, 2, 320, 16).scaledHeight()).isEqualTo(1);
  }

  @Test
  void aPixelOfTheInputIsSoManyOfTheFrame() {
    Letterbox half = Letterbox.of(640, 480, 320, 16);
    assertThat(half.across()).isEqualTo(2);
    assertThat(half.down()).isEqualTo(2);
    Letterbox odd = Letterbox.of(333, 100, 111, 16);
    assertThat(odd.across()).isEqualTo(3);
    assertThat(odd.down() * 33).isCloseTo(100, within(1e-3f));
  }
}
