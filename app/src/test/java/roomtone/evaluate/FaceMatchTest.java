package roomtone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import roomtone.face.FaceBox;

class FaceMatchTest {
  private static final FaceBox PLACE = new FaceBox(100, 100, 40, 50, 1);
  private static final MarkedPicture.Face FACE = new MarkedPicture.Face(PLACE, false, "bare");

  @Test
  void aBoxThatOverlapsByHalfFindsTheFace() {
    FaceMatch match = match(List.of(FACE), box(110, 100, 40, 50, 0.8f));
    assertThat(match.found()).containsExactly(new FaceMatch.Found(FACE, 0.8f));
    assertThat(match.boxes()).extracting(FaceMatch.Counted::right).containsExactly(true);
  }

  @Test
  void aBoxThatOverlapsLessIsFalseAndTheFaceMissed() {
    FaceMatch match = match(List.of(FACE), box(120, 100, 40, 50, 0.8f));
    assertThat(match.found()).containsExactly(new FaceMatch.Found(FACE, -1));
    assertThat(match.boxes()).extracting(FaceMatch.Counted::right).containsExactly(false);
  }

  @Test
  void aFaceIsFoundOnceByTheSurestAndASecondBoxOnItIsFalse() {
    FaceMatch match = match(List.of(FACE), box(101, 101, 40, 50, 0.6f), box(99, 99, 40, 50, 0.9f));
    assertThat(match.found()).containsExactly(new FaceMatch.Found(FACE, 0.9f));
    assertThat(match.boxes()).extracting(FaceMatch.Counted::right).containsExactly(true, false);
  }

  @Test
  void boxesInIgnoredRegionsCountAsNothing() {
    var region = new MarkedPicture.Face(new FaceBox(0, 0, 300, 300, 1), true, "pseudo");
    FaceMatch match = match(List.of(region), box(10, 10, 40, 40, 0.9f), box(280, 0, 60, 60, 0.9f));
    assertThat(match.found()).isEmpty();
    assertThat(match.boxes()).hasSize(1);
    assertThat(match.boxes().getFirst().box().x()).isEqualTo(280);
  }

  @Test
  void aFaceTooSmallToCountIsNeitherMissedNorFalse() {
    var tiny = new MarkedPicture.Face(new FaceBox(10, 10, 15, 19, 1), false, "bare");
    FaceMatch match = match(List.of(tiny), box(10, 10, 15, 20, 0.9f));
    assertThat(match.found()).isEmpty();
    assertThat(match.boxes()).isEmpty();
  }

  private static FaceBox box(float x, float y, float width, float height, float score) {
    return new FaceBox(x, y, width, height, score);
  }

  private static FaceMatch match(List<MarkedPicture.Face> faces, FaceBox... boxes) {
    return FaceMatch.of(new MarkedPicture("p.png", faces), List.of(boxes));
  }
}
