package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceTrackerTest {
  private static final long FRAME = Duration.ofMillis(200).toNanos();

  private final FaceTracker tracker = new FaceTracker(FaceSettings.DEFAULT);
  private long now;

  @Test
  void aFaceCountsFromItsSecondFrameOnAndKeepsItsNumber() {
    assertThat(frame(face(100))).isEmpty();
    assertThat(frame(face(105))).containsExactly(1);
    assertThat(frame(face(110))).containsExactly(1);
  }

  @Test
  void whatIsSeenOnceOnlyNeverCounts() {
    frame(face(100));
    frame();
    now += Duration.ofSeconds(5).toNanos();
    assertThat(frame(face(100))).isEmpty();
  }

  @Test
  void aVisitorKeepsTheNumberAcrossMissedFrames() {
    frame(face(100));
    frame(face(100));
    frame();
    frame();
    assertThat(frame(face(108))).containsExactly(1);
  }

  @Test
  void whoeverWasAwayTooLongIsSomebodyNew() {
    frame(face(100));
    frame(face(100));
    now += FaceSettings.DEFAULT.forgetAfter().toNanos();
    frame(face(100));
    assertThat(frame(face(100))).containsExactly(2);
  }

  @Test
  void twoFacesSideBySideAreToldApartWhicheverComesFirst() {
    frame(face(100), face(300));
    assertThat(frame(face(300), face(100))).containsExactly(1, 2);
    assertThat(frame(face(104), face(296))).containsExactly(2, 1);
  }

  @Test
  void aResetForgetsEverybody() {
    frame(face(100));
    frame(face(100));
    tracker.reset();
    assertThat(frame(face(100))).isEmpty();
  }

  private List<Integer> frame(FaceBox... boxes) {
    now += FRAME;
    return tracker.update(List.of(boxes), now).stream().map(Visitor::number).toList();
  }

  private static FaceBox face(float x) {
    return new FaceBox(x, 50, 80, 80, 0.9f);
  }
}
