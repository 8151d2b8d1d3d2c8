package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import roomtone.inference.ModelException;

class FaceTrackerTest {
  private static final Duration FRAME = Duration.ofMillis(200);

  private final FaceTracker tracker =
      new FaceTracker(FaceSettings.DEFAULT, IgnoredAreas.none(), (_, _) -> look());
  private final Room room = new Room();
  private boolean confirmed = true;
  private int looks;

  @Test
  void aFaceCountsFromItsSecondFrameOnAndKeepsItsNumber() throws ModelException {
    assertThat(frame(face(100))).isEmpty();
    assertThat(frame(face(105))).containsExactly(1);
    assertThat(frame(face(110))).containsExactly(1);
  }

  @Test
  void whatIsSeenOnceOnlyNeverCounts() throws ModelException {
    frame(face(100));
    frame();
    room.next(Duration.ofSeconds(5));
    assertThat(frame(face(100))).isEmpty();
  }

  @Test
  void aFaceThatIsTooSmallIsSeenButDoesNotCount() throws ModelException {
    var small = new FaceBox(100, 60, 30, 30, 0.9f);
    frame(small);
    assertThat(frame(small)).isEmpty();
    assertThat(tracker.seen(room.frame()))
        .extracting(SeenFace::standing)
        .containsExactly(SeenFace.Standing.TOO_SMALL);
  }

  @Test
  void aVisitorKeepsTheNumberAcrossMissedFrames() throws ModelException {
    frame(face(100));
    frame(face(100));
    frame();
    frame();
    assertThat(frame(face(108))).containsExactly(1);
  }

  @Test
  void whoWalksOnWhileHiddenIsTheSameVisitor() throws ModelException {
    for (float x = 20; x <= 100; x += 20) {
      frame(face(x));
    }
    frame();
    frame();
    frame();
    assertThat(frame(face(180))).containsExactly(1);
  }

  @Test
  void aFaceOfAnotherSizeAtTheSamePlaceIsSomebodyElse() throws ModelException {
    frame(face(100));
    frame(face(100));
    var large = new FaceBox(60, 10, 200, 200, 0.9f);
    frame(large);
    assertThat(frame(large)).containsExactly(2);
  }

  @Test
  void whoeverWasAwayTooLongIsSomebodyNew() throws ModelException {
    frame(face(100));
    frame(face(100));
    room.next(FaceSettings.DEFAULT.forgetAfter());
    frame(face(100));
    assertThat(frame(face(100))).containsExactly(2);
  }

  @Test
  void twoFacesSideBySideAreToldApartWhicheverComesFirst() throws ModelException {
    frame(face(20), face(200));
    assertThat(frame(face(200), face(20))).containsExactlyInAnyOrder(1, 2);
    int leftNumber = numberAt(24);
    for (int i = 0; i < 5; i++) {
      frame(face(196), face(24));
      assertThat(numberAt(24)).isEqualTo(leftNumber);
    }
  }

  @Test
  void aResetForgetsEverybody() throws ModelException {
    frame(face(100));
    frame(face(100));
    tracker.reset();
    assertThat(frame(face(100))).isEmpty();
  }

  @Test
  void aVisitorsFaceIsJudged() throws ModelException {
    room.next(FRAME);
    room.draw(7, 100, 50, 80, 80);
    tracker.update(List.of(face(100)), room.frame());
    room.next(FRAME);
    room.draw(7, 100, 50, 80, 80);
    Visitor visitor = tracker.update(List.of(face(100)), room.frame()).getFirst();
    assertThat(visitor.quality().width()).isEqualTo(80);
    assertThat(visitor.quality().confidence()).isEqualTo(0.9f);
    assertThat(visitor.quality().weight()).isPositive();
  }

  @Test
  void whatTheSecondLookDoesNotConfirmDoesNotCountAndIsLookedAtAgainHalfASecondLater()
      throws ModelException {
    confirmed = false;
    frame(face(100));
    for (int i = 0; i < 10; i++) {
      assertThat(frame(face(100))).isEmpty();
    }
    assertThat(looks).as("in two seconds").isEqualTo(4);
    assertThat(tracker.seen(room.frame()))
        .extracting(SeenFace::standing)
        .containsExactly(SeenFace.Standing.NEW);
    confirmed = true;
    for (int i = 0; i < 3; i++) {
      frame(face(100));
    }
    assertThat(frame(face(100))).containsExactly(1);
    assertThat(looks).as("once it counts it is not looked at again").isEqualTo(5);
  }

  private int numberAt(float x) throws ModelException {
    room.next(FRAME);
    return tracker.update(List.of(face(220 - x), face(x)), room.frame()).stream()
        .filter(visitor -> visitor.box().x() == x)
        .map(Visitor::number)
        .findFirst()
        .orElseThrow();
  }

  private List<Integer> frame(FaceBox... boxes) throws ModelException {
    room.next(FRAME);
    return tracker.update(List.of(boxes), room.frame()).stream().map(Visitor::number).toList();
  }

  private boolean look() {
    looks++;
    return confirmed;
  }

  private static FaceBox face(float x) {
    return new FaceBox(x, 50, 80, 80, 0.9f);
  }
}
