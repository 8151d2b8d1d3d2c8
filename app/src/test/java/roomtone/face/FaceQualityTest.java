package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import roomtone.camera.Frame;
import roomtone.face.FaceQuality.Flaw;

class FaceQualityTest {
  @Test
  void aGoodFaceCountsFully() {
    assertThat(FaceQuality.BEST.flaw()).isEqualTo(Flaw.NONE);
    assertThat(FaceQuality.BEST.weight()).isEqualTo(1);
  }

  @Test
  void whatCantBeReadCountsForNothingAndSaysWhy() {
    assertThat(quality(12, 0.5f, 120, 40, 1).flaw()).isEqualTo(Flaw.TOO_SMALL);
    assertThat(quality(80, 0.5f, 5, 3, 1).flaw()).isEqualTo(Flaw.TOO_DARK);
    assertThat(quality(80, 0.5f, 250, 40, 1).flaw()).isEqualTo(Flaw.NO_CONTRAST);
    assertThat(quality(80, 0.5f, 120, 2, 1).flaw()).isEqualTo(Flaw.NO_CONTRAST);
    assertThat(quality(80, 0.05f, 120, 40, 1).flaw()).isEqualTo(Flaw.BLURRED);
    assertThat(quality(80, 0.05f, 120, 40, 1).weight()).isZero();
  }

  @Test
  void aHeadThatIsTurnedAwayOrLiesOnItsSideIsNotRead() {
    assertThat(held(0.45f, 0).flaw()).isEqualTo(Flaw.TURNED_AWAY);
    assertThat(held(-0.45f, 0).flaw()).isEqualTo(Flaw.TURNED_AWAY);
    assertThat(held(0, 1).flaw()).isEqualTo(Flaw.TILTED);
    assertThat(held(0, -1).weight()).isZero();
  }

  @Test
  void theFartherAHeadIsTurnedTheLessItCounts() {
    assertThat(held(0.15f, 0.3f).weight()).isEqualTo(1);
    assertThat(held(0.25f, 0).weight()).isLessThan(1).isGreaterThan(held(0.35f, 0).weight());
    assertThat(held(0, 0.5f).weight()).isLessThan(1).isGreaterThan(held(0, 0.8f).weight());
    assertThat(held(0.39f, 0).weight()).isPositive();
  }

  @Test
  void anUnknownPoseIsNoFlaw() {
    assertThat(held(Float.NaN, Float.NaN).flaw()).isEqualTo(Flaw.NONE);
    assertThat(held(Float.NaN, Float.NaN).weight()).isEqualTo(1);
  }

  private static FaceQuality held(float turn, float tilt) {
    return new FaceQuality(80, 0.5f, 120, 40, 1, new FacePose(turn, tilt));
  }

  private static FaceQuality quality(
      float width, float sharpness, float brightness, float contrast, float confidence) {
    return new FaceQuality(width, sharpness, brightness, contrast, confidence, FacePose.UNKNOWN);
  }

  @Test
  void aSmallOrSoftOrDoubtfulFaceCountsLess() {
    float best = FaceQuality.BEST.weight();
    assertThat(quality(26, 0.5f, 120, 40, 1).weight()).isPositive().isLessThan(best);
    assertThat(quality(80, 0.16f, 120, 40, 1).weight()).isPositive().isLessThan(best);
    assertThat(quality(80, 0.5f, 120, 40, 0.4f).weight()).isPositive().isLessThan(best);
  }

  @Test
  void blurLowersSharpnessWhateverTheContrast() {
    var room = new Room();
    room.next(Duration.ofMillis(100));
    room.draw(7, 100, 60, 80, 80);
    var box = new FaceBox(100, 60, 80, 80, 1);
    var sharp = new FacePatch();
    sharp.fill(room.frame(), box);
    var soft = new FacePatch();
    soft.fill(blurred(room.frame(), 6), box);
    assertThat(soft.sharpness()).isLessThan(sharp.sharpness() / 2);
    assertThat(soft.similarity(sharp)).isGreaterThan(0.9f);
  }

  private static Frame blurred(Frame frame, int radius) {
    byte[] soft = new byte[frame.width() * frame.height()];
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        int sum = 0;
        for (int i = -radius; i <= radius; i++) {
          for (int j = -radius; j <= radius; j++) {
            sum +=
                frame.at(
                    Math.clamp(x + i, 0, frame.width() - 1),
                    Math.clamp(y + j, 0, frame.height() - 1));
          }
        }
        soft[y * frame.width() + x] = (byte) (sum / ((2 * radius + 1) * (2 * radius + 1)));
      }
    }
    return new Frame(soft, frame.width(), frame.height(), frame.nanos(), frame.epochMillis());
  }
}
