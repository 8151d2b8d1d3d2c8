package roomtone.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import roomtone.camera.Frame;
import roomtone.camera.HiddenAreas;
import roomtone.face.FaceBox;
import roomtone.face.FacePose;
import roomtone.face.FaceSettings;
import roomtone.face.FaceTracker;
import roomtone.face.IgnoredAreas;
import roomtone.web.AimView;

class AimWatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private final AimWatch aim = new AimWatch();
  private final HiddenAreas hidden = HiddenAreas.parse("0,0 0.2,0 0.2,1");
  private final FaceTracker tracker =
      new FaceTracker(FaceSettings.DEFAULT, IgnoredAreas.none(), (_, _) -> true);
  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
  private long nanos;

  @AfterEach
  void close() {
    askers.shutdownNow();
  }

  @Test
  void whoAsksGetsTheNextFrame() throws Exception {
    Future<AimView> first = ask();
    Future<AimView> second = ask();
    showUntil(
        () -> first.isDone() && second.isDone(), new Frame(checkers(), WIDTH, HEIGHT, nanos, 0));
    assertThat(first.get()).isEqualTo(second.get());
    assertThat(first.get().width()).isEqualTo(WIDTH);
    assertThat(first.get().hidden()).containsExactly("0.0,0.0 0.2,0.0 0.2,1.0");
  }

  @Test
  void withoutAFrameThereIsNoView() throws Exception {
    assertThat(aim.next(Duration.ofMillis(1))).isEmpty();
  }

  @Test
  void aFaceCountsFromItsSecondFrameAndSaysWhyItCantBeRead() throws Exception {
    assertThat(use(checkers(), face(60, 0))).isEqualTo(AimView.Use.NEW);
    assertThat(use(checkers(), face(60, 0))).isEqualTo(AimView.Use.READ);
    assertThat(use(checkers(), face(60, 1.2))).isEqualTo(AimView.Use.TILTED);
    assertThat(use(filled(128), face(60, 0))).isEqualTo(AimView.Use.NO_CONTRAST);
    tracker.reset();
    use(checkers(), face(30, 0));
    assertThat(use(checkers(), face(30, 0))).isEqualTo(AimView.Use.TOO_SMALL);
  }

  @Test
  void aDarkFaceBeforeAWindowIsBackLit() throws Exception {
    byte[] bright = filled(230);
    for (int y = 80; y < 140; y++) {
      Arrays.fill(bright, y * WIDTH + 100, y * WIDTH + 160, (byte) 5);
    }
    use(bright, face(60, 0));
    assertThat(use(bright, face(60, 0))).isEqualTo(AimView.Use.BACK_LIT);
    tracker.reset();
    use(filled(5), face(60, 0));
    assertThat(use(filled(5), face(60, 0))).isEqualTo(AimView.Use.TOO_DARK);
  }

  @Test
  void thePictureAsAWholeIsJudged() throws Exception {
    assertThat(view(checkers()).light()).isEqualTo(AimView.Light.GOOD);
    assertThat(view(filled(3)).light()).isEqualTo(AimView.Light.TOO_DARK);
    assertThat(view(filled(250)).light()).isEqualTo(AimView.Light.TOO_BRIGHT);
    assertThat(view(filled(128)).light()).isEqualTo(AimView.Light.FLAT);
    byte[] slope = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = (byte) (i % WIDTH * 255 / WIDTH);
    }
    assertThat(view(slope).light()).isEqualTo(AimView.Light.BLURRED);
  }

  private AimView.Use use(byte[] luma, FaceBox face) throws Exception {
    return view(luma, face).faces().getFirst().use();
  }

  /** What is said of one frame. */
  private AimView view(byte[] luma, FaceBox... faces) throws Exception {
    nanos += 200_000_000;
    Frame frame = new Frame(luma, WIDTH, HEIGHT, nanos, 0);
    tracker.update(List.of(faces), frame);
    Future<AimView> asked = ask();
    showUntil(asked::isDone, frame);
    return asked.get();
  }

  /** Shows a frame until whoever asked has come to wait for it. */
  private void showUntil(BooleanSupplier done, Frame frame) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < deadline) {
      aim.show(frame, tracker, hidden);
      Thread.onSpinWait();
    }
  }

  private Future<AimView> ask() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return aim.next(PATIENCE).orElseThrow();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        askers);
  }

  private static FaceBox face(int width, double tilt) {
    return new FaceBox(100, 80, width, width, 0.9f, new FacePose(0, (float) tilt));
  }

  private static byte[] filled(int value) {
    byte[] luma = new byte[WIDTH * HEIGHT];
    Arrays.fill(luma, (byte) value);
    return luma;
  }

  private static byte[] checkers() {
    byte[] luma = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = (byte) ((i / WIDTH / 4 + i % WIDTH / 4) % 2 == 0 ? 60 : 200);
    }
    return luma;
  }
}
