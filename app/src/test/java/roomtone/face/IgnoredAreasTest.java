package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.bench.BenchMachine;
import roomtone.camera.Frame;
import roomtone.inference.ModelException;

class IgnoredAreasTest {
  private static final Duration FRAME = Duration.ofMillis(200);
  private static final Duration LEARN_AFTER = Duration.ofMinutes(1);
  private static final int MINUTE = 300;

  @TempDir private Path folder;
  private final Room room = new Room();
  private final Random jitter = new Random(3);
  private Path file = Path.of("");
  private IgnoredAreas areas = IgnoredAreas.none();
  private FaceTracker tracker = new FaceTracker(FaceSettings.DEFAULT, areas, (_, _) -> true);

  @BeforeEach
  void start() throws ModelException {
    file = folder.resolve("state/areas.json");
    startAgain();
  }

  @Test
  void aPosterCountsUntilItHasBeenLearntAndNeverAfterwards() throws ModelException {
    assertThat(poster(20)).containsExactly(1);
    assertThat(poster(MINUTE)).isEmpty();
    assertThat(areas.areas())
        .singleElement()
        .satisfies(area -> assertThat(area.kind()).isEqualTo(IgnoredArea.Kind.PICTURE));
    assertThat(poster(20)).isEmpty();
  }

  @Test
  void somebodyWhoSitsStillIsNoPoster() throws ModelException {
    for (int i = 0; i < 10 * MINUTE; i++) {
      // Breathing and small movements: a fiftieth to a twentieth of the face's width.
      float x = 100 + 3 * (float) Math.sin(i / 9.0) + 2 * (float) Math.sin(i / 41.0);
      room.next(FRAME);
      room.draw(7, x, 60, 80, 80);
      assertThat(update(box(x, 60, 80))).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(areas.areas()).isEmpty();
  }

  @Test
  void whatNeverCountedAsAFaceIsNotLearntAsAPicture() throws ModelException {
    tracker = new FaceTracker(FaceSettings.DEFAULT, areas, (_, _) -> false);
    assertThat(poster(3 * MINUTE)).isEmpty();
    assertThat(areas.areas()).isEmpty();
  }

  @Test
  void aPosterThatPeopleWalkPastIsStillLearnt() throws ModelException {
    for (int i = 0; i < 2 * MINUTE; i++) {
      room.next(FRAME);
      room.draw(7, 100, 60, 80, 80);
      if (i % 50 < 4) {
        room.draw(8, i % 50 * 60, 0, 90, 240);
      }
      update(jittered());
    }
    assertThat(areas.areas()).hasSize(1);
  }

  @Test
  void whoWalksInFrontOfAPosterCounts() throws ModelException {
    poster(2 * MINUTE);
    List<Integer> seen = List.of();
    for (float x = 0; x <= 100; x += 20) {
      room.next(FRAME);
      room.draw(9, x, 60, 80, 80);
      seen = update(box(x, 60, 80));
    }
    assertThat(seen).hasSize(1);
  }

  @Test
  void aTelevisionIsLearntByItsCuts() throws ModelException {
    List<Integer> seen = List.of();
    for (int i = 0; i < 2 * MINUTE; i++) {
      int scene = i / 20;
      float size = scene % 2 == 0 ? 40 : 64;
      float x = 180 + scene % 3 * 14;
      room.next(FRAME);
      room.draw(100 + scene, 140, 20, 150, 110);
      seen = update(box(x, 50, size));
    }
    assertThat(areas.areas())
        .singleElement()
        .satisfies(area -> assertThat(area.kind()).isEqualTo(IgnoredArea.Kind.SCREEN));
    assertThat(seen).isEmpty();
  }

  @Test
  void whoeverComesInQuicklyIsNoCut() throws ModelException {
    for (int i = 0; i < 5 * MINUTE; i++) {
      room.next(FRAME);
      int step = i % 50;
      if (step < 40) {
        // Three quarters of a face's width from frame to frame, then a seat; with hair and clothes.
        float x = Math.max(100, 190 - 30 * step);
        room.draw(7, x - 20, 40, 80, 80);
        update(box(x, 60, 40));
      } else {
        update();
      }
    }
    assertThat(areas.areas()).isEmpty();
  }

  @Test
  void switchingTheLightIsNoCut() throws ModelException {
    for (int i = 0; i < 2 * MINUTE; i++) {
      room.next(FRAME);
      if (i / 20 % 2 == 0) {
        room.draw(200, 0, 0, 320, 240);
      }
      float x = 100 + 3 * (float) Math.sin(i / 9.0);
      room.draw(i / 20 % 2 == 0 ? 7 : 8, x, 60, 80, 80);
      update(box(x, 60, 80));
    }
    assertThat(areas.areas()).isEmpty();
  }

  @Test
  void theNextStartKnowsWhatWasLearnt() throws ModelException {
    poster(2 * MINUTE);
    startAgain();
    assertThat(poster(20)).isEmpty();
  }

  @Test
  void aPlaceThatIsLookedAtAgainCountsForGood() throws ModelException {
    poster(2 * MINUTE);
    assertThat(areas.lookAgain(areas.areas().getFirst().id())).isTrue();
    assertThat(poster(3 * MINUTE)).hasSize(1);
    assertThat(areas.areas()).isEmpty();
    startAgain();
    assertThat(poster(3 * MINUTE)).hasSize(1);
  }

  @Test
  void lookingUpAnAreaLeavesNoGarbage() throws ModelException {
    poster(2 * MINUTE);
    room.next(FRAME);
    Frame frame = room.frame();
    var track = new Track(box(100, 60, 80), frame.nanos());
    int calls = 1000;
    boolean ignored = areas.ignores(track, frame);
    long before = BenchMachine.allocatedBytes();
    for (int i = 0; i < calls; i++) {
      ignored &= areas.ignores(track, frame);
    }
    long allocated = BenchMachine.allocatedBytes() - before;
    assertThat(ignored).isTrue();
    assertThat(allocated / calls).isZero();
  }

  @Test
  void anAreaHoldsInFramesOfAnotherSize() throws ModelException {
    poster(2 * MINUTE);
    Frame small = new Frame(new byte[160 * 120], 160, 120, 0, 0);
    assertThat(areas.ignores(new Track(box(50, 30, 40), 0), small)).isTrue();
    assertThat(areas.ignores(new Track(box(100, 60, 40), 0), small)).isFalse();
    assertThat(areas.ignores(new Track(box(100, 60, 80), 0), room.frame())).isTrue();
  }

  @Test
  void thereIsNoPlaceToLookAtAgainBeforeOneIsLearnt() throws ModelException {
    assertThat(areas.lookAgain(1)).isFalse();
  }

  @Test
  void withoutALearningTimeNothingIsLearnt() throws ModelException {
    areas = IgnoredAreas.in(file, Duration.ZERO);
    tracker = new FaceTracker(FaceSettings.DEFAULT, areas, (_, _) -> true);
    assertThat(poster(5 * MINUTE)).hasSize(1);
    assertThat(file).doesNotExist();
  }

  @Test
  void aBrokenFileIsLearntAnew() throws Exception {
    Files.createDirectories(file.getParent());
    for (String text :
        List.of("", "{", "[]", "{\"ignored\": null}", "{\"ignored\": [{\"id\": 1}]}")) {
      Files.writeString(file, text);
      startAgain();
      assertThat(areas.areas()).isEmpty();
    }
    poster(2 * MINUTE);
    assertThat(areas.areas()).hasSize(1);
  }

  @Test
  void theFileHoldsRectanglesOnly() throws Exception {
    poster(2 * MINUTE);
    assertThat(Files.size(file)).isLessThan(400);
    assertThat(Files.readString(file)).contains("\"left\"", "\"kind\"");
  }

  @Test
  void aFileThatCantBeWrittenCostsOnlyTheMemory() throws Exception {
    Files.writeString(folder.resolve("state"), "a file where the folder should be");
    assertThat(poster(2 * MINUTE)).isEmpty();
  }

  private void startAgain() throws ModelException {
    areas = IgnoredAreas.in(file, LEARN_AFTER);
    tracker = new FaceTracker(FaceSettings.DEFAULT, areas, (_, _) -> true);
  }

  /** Shows the poster for some frames; returns who counts in the last. */
  private List<Integer> poster(int frames) throws ModelException {
    List<Integer> seen = List.of();
    for (int i = 0; i < frames; i++) {
      room.next(FRAME);
      room.draw(7, 100, 60, 80, 80);
      seen = update(jittered());
    }
    return seen;
  }

  /** The poster's box as a detector sees it: never twice the same. */
  private FaceBox jittered() {
    return box(100 + jitter.nextFloat() * 8 - 4, 60 + jitter.nextFloat() * 8 - 4, 80);
  }

  private List<Integer> update(FaceBox... boxes) throws ModelException {
    return tracker.update(List.of(boxes), room.frame()).stream().map(Visitor::number).toList();
  }

  private static FaceBox box(float x, float y, float side) {
    return new FaceBox(x, y, side, side, 0.9f);
  }
}
