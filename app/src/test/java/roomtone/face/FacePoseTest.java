package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FacePoseTest {
  @Test
  void turnIsWhereTheNoseIsAndTiltHowTheEyesLie() {
    FacePose pose = FacePose.of(new float[] {10, 20, 30, 20, 24, 30, 12, 40, 28, 40});
    assertThat(pose.turn()).isCloseTo(4 / 20f, within(1e-5f));
    assertThat(pose.tilt()).isZero();
  }

  @Test
  void theOrderOfTheEyesDoesNotMatter() {
    assertThat(FacePose.of(new float[] {30, 20, 10, 20, 24, 30, 28, 40, 12, 40}))
        .isEqualTo(FacePose.of(new float[] {10, 20, 30, 20, 24, 30, 12, 40, 28, 40}));
  }

  @Test
  void aHeadThatLeansClockwiseHasAPositiveTilt() {
    // Everything turned by 45 degrees around the eyes' middle; the nose stays in the middle.
    FacePose pose = FacePose.of(new float[] {-7, -7, 7, 7, -7, 7, -21, 7, -7, 21});
    assertThat(pose.tilt()).isCloseTo((float) Math.PI / 4, within(1e-5f));
    assertThat(pose.turn()).isCloseTo(0, within(1e-5f));
  }

  @Test
  void landmarksInOnePlaceSayNothing() {
    assertThat(FacePose.of(new float[10]).isKnown()).isFalse();
    assertThat(FacePose.UNKNOWN.tiltOrLevel()).isZero();
  }
}
