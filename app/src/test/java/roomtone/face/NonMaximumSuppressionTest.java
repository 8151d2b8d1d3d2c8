package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NonMaximumSuppressionTest {
  private static final FaceBox SURE = new FaceBox(10, 10, 20, 20, 0.9f);

  @Test
  void ofBoxesThatOverlapTheSurestStays() {
    var near = new FaceBox(12, 11, 20, 20, 0.8f);
    var far = new FaceBox(60, 10, 20, 20, 0.3f);
    assertThat(keep(List.of(far, near, SURE))).containsExactly(SURE, far);
  }

  @Test
  void neighboursThatOverlapALittleBothStay() {
    var neighbour = new FaceBox(22, 10, 20, 20, 0.8f);
    assertThat(keep(List.of(SURE, neighbour))).containsExactly(SURE, neighbour);
  }

  @Test
  void aBoxThatWasDroppedDropsNoOther() {
    var between = new FaceBox(18, 10, 20, 20, 0.8f);
    var last = new FaceBox(26, 10, 20, 20, 0.7f);
    assertThat(SURE.overlap(between)).isGreaterThan(NonMaximumSuppression.LARGEST_OVERLAP);
    assertThat(between.overlap(last)).isGreaterThan(NonMaximumSuppression.LARGEST_OVERLAP);
    assertThat(keep(List.of(SURE, between, last))).containsExactly(SURE, last);
  }

  @Test
  void aFloodOfCandidatesIsCutToTheSurest() {
    List<FaceBox> flood = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      flood.add(new FaceBox(30f * i, 0, 20, 20, i / 2000f));
    }
    List<FaceBox> kept = keep(flood);
    assertThat(kept).hasSize(NonMaximumSuppression.MOST_FACES);
    assertThat(kept.getFirst()).isEqualTo(flood.getLast());
  }

  @Test
  void nothingGivesNothing() {
    assertThat(keep(List.of())).isEmpty();
  }

  @Test
  void ofTwoThatAreEquallySureTheFirstStays() {
    var same = new FaceBox(11, 10, 20, 20, 0.9f);
    assertThat(keep(List.of(SURE, same))).containsExactly(SURE);
    assertThat(keep(List.of(same, SURE))).containsExactly(same);
  }

  private static List<FaceBox> keep(List<FaceBox> boxes) {
    var candidates = new Candidates();
    for (FaceBox box : boxes) {
      candidates.add(
          box.x(),
          box.y(),
          box.width(),
          box.height(),
          box.score(),
          box.pose().turn(),
          box.pose().tilt());
    }
    return NonMaximumSuppression.keep(candidates);
  }
}
