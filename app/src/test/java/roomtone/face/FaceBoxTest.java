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
  void boxesThatTouchShareNothing() {
    var box = new FaceBox(10, 20, 30, 40, 1);
    assertThat(box.overlap(new FaceBox(40, 20, 5, 5, 1))).isZero();
    assertThat(box.overlap(new FaceBox(10, 60, 5, 5, 1))).isZero();
    assertThat(box.overlap(new FaceBox(100, 200, 30, 40, 1))).isZero();
  }

  @Test
  void theDistanceIsThatOfTheCentres() {
    var box = new FaceBox(10, 20, 30, 40, 1);
    assertThat(box.distance(new FaceBox(13, 24, 30, 40, 1))).isCloseTo(5, within(1e-4f));
    assertThat(box.distance(new FaceBox(0, 10, 50, 60, 1))).isZero();
  }

  @Test
  void aBoxHoldsACentreUpToItsEdges() {
    var box = new FaceBox(10, 20, 30, 40, 1);
    assertThat(box.holdsCentreOf(around(10, 20))).isTrue();
    assertThat(box.holdsCentreOf(around(40, 60))).isTrue();
    assertThat(box.holdsCentreOf(around(9, 40))).isFalse();
    assertThat(box.holdsCentreOf(around(41, 40))).isFalse();
    assertThat(box.holdsCentreOf(around(25, 19))).isFalse();
    assertThat(box.holdsCentreOf(around(25, 61))).isFalse();
  }

  private static FaceBox around(float x, float y) {
    return new FaceBox(x - 4, y - 4, 8, 8, 1);
  }

  @Test
  void aBoxReachesAsFarOnEachSideOfItsCentre() {
    var box = new FaceBox(10, 20, 30, 40, 0.7f);
    assertThat(box.reaches(around(-8, 40), 2)).isTrue();
    assertThat(box.reaches(around(-10, 40), 2)).isFalse();
    assertThat(box.reaches(around(25, 83), 2)).isTrue();
    assertThat(box.reaches(around(25, 85), 2)).isFalse();
    assertThat(box.reaches(around(-8, 40), 1)).isFalse();
  }

  @Test
  void aBoxThatMovedOverlapsWhereItIsThen() {
    var box = new FaceBox(0, 0, 10, 10, 1);
    var other = new FaceBox(20, 10, 10, 10, 1);
    assertThat(box.overlap(20, 10, other)).isEqualTo(1);
    assertThat(box.overlap(15, 10, other)).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(box.overlap(20, -10, other)).isZero();
    assertThat(box.distance(20, 7, other)).isCloseTo(3, within(1e-6f));
  }

  @Test
  void theShareInsideIsOfItsOwnArea() {
    var small = new FaceBox(0, 0, 10, 10, 1);
    var large = new FaceBox(5, 0, 20, 20, 1);
    assertThat(small.shareInside(large)).isCloseTo(0.5f, within(1e-6f));
    assertThat(large.shareInside(small)).isCloseTo(0.125f, within(1e-6f));
    assertThat(small.shareInside(small)).isEqualTo(1);
  }

  @Test
  void refusesABoxWithoutArea() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FaceBox(0, 0, 0, 5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new FaceBox(0, 0, Float.NaN, 5, 1));
  }
}
