package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FaceBoxTest {
  @Test
  void overlapIsIntersectionOverUnion() {
    var box = new FaceBox(0, 0, 10, 10, 1);
    assertThat(box.overlap(box)).isEqualTo(1);
    assertThat(box.overlap(new FaceBox(10, 0, 10, 10, 1))).isZero();
    assertThat(box.overlap(new FaceBox(5, 0, 10, 10, 1))).isCloseTo(50f / 150, within(1e-6f));
    assertThat(box.overlap(new FaceBox(0, 0, 5, 5, 1))).isCloseTo(0.25f, within(1e-6f));
  }

  @Test
  void refusesABoxWithoutArea() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FaceBox(0, 0, 0, 5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new FaceBox(0, 0, Float.NaN, 5, 1));
  }
}
