package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CameraFeedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final CameraStatus STARTING = new CameraStatus.Starting();
  private static final CameraStatus RUNNING = new CameraStatus.Running();
  private static final CameraStatus OFF = new CameraStatus.Off();

  private final ScriptedCamera camera = new ScriptedCamera();
  private final ScriptedCamera replay = new ScriptedCamera(false);
  private final BlockingQueue<CameraStatus> told = new LinkedBlockingQueue<>();
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final ManualHeartbeat heart = new ManualHeartbeat();
  private final CameraFeed feed = new CameraFeed(camera, told::add, now::get, heart);

  @AfterEach
  void close() {
    camera.unstick();
    feed.close();
  }

  @Test
  void handsOverFramesOnceItIsOn() throws Exception {
    assertThat(feed.status()).isEqualTo(OFF);
    assertThat(camera.openings()).isZero();

    feed.on();
    expect(STARTING);
    camera.give(42);

    assertThat(take().at(0, 0)).isEqualTo(42);
    expect(RUNNING);
    assertThat(feed.status()).isEqualTo(RUNNING);
    assertThat(feed.framesRead()).isEqualTo(1);
  }

  @Test
  void dropsLiveFramesThatNobodyTakesAndCountsThem() throws Exception {
    feed.on();
    for (int brightness = 1; brightness <= 5; brightness++) {
      camera.give(brightness);
      int given = brightness;
      await(() -> feed.framesRead() == given);
    }
    await(() -> feed.framesDropped() == 4);

    assertThat(take().at(0, 0)).isEqualTo(5);
    assertThat(feed.take(Duration.ZERO)).isEmpty();
  }

  @Test
  void aReplayAtFullSpeedHandsOverEachFrame() throws Exception {
    try (CameraFeed lossless = new CameraFeed(replay, told::add, now::get, heart)) {
      for (int brightness = 1; brightness <= 100; brightness++) {
        replay.give(brightness);
      }
      replay.end();
      lossless.on();

      List<Integer> taken = new ArrayList<>();
      while (!lossless.isFinished()) {
        lossless.take(Duration.ofMillis(10)).ifPresent(frame -> taken.add(frame.at(0, 0)));
      }

      assertThat(taken).hasSize(100).isSorted();
      assertThat(lossless.framesDropped()).isZero();
      expect(STARTING);
      expect(RUNNING);
      expect(new CameraStatus.Ended());
      assertThat(replay.isOpen()).isFalse();
    }
  }

  @Test
  void aReaderThatTakesItsTimeIsNoStall() throws Exception {
    try (CameraFeed lossless = new CameraFeed(replay, told::add, now::get, heart)) {
      replay.give(1);
      replay.give(2);
      lossless.on();
      await(() -> lossless.framesRead() == 2);

      move(Duration.ofHours(1));

      assertThat(lossless.status()).isEqualTo(RUNNING);
      assertThat(lossless.take(PATIENCE).orElseThrow().at(0, 0)).isEqualTo(1);
    }
  }

  @Test
  void opensACameraThatDiedAgainAfterASecond() throws Exception {
    feed.on();
    expect(STARTING);
    camera.give(1);
    expect(RUNNING);
    camera.fail("The cable is loose.");
    expect(new CameraStatus.Faulted("The cable is loose.", 1));
    await(() -> !camera.isOpen());

    move(Duration.ofMillis(999));
    assertThat(camera.openings()).isEqualTo(1);
    move(Duration.ofMillis(1));
    camera.give(2);

    expect(RUNNING);
    assertThat(camera.openings()).isEqualTo(2);
  }

  @Test
  void triesLessAndLessOften() throws Exception {
    camera.refuse(true);
    feed.on();
    expect(STARTING);

    int failures = 0;
    for (int seconds : List.of(1, 2, 5, 10, 30, 60, 60, 60)) {
      failures++;
      expect(new CameraStatus.Faulted("refused", failures));
      move(Duration.ofSeconds(seconds).minusNanos(1));
      assertThat(camera.openings()).isEqualTo(failures);
      move(Duration.ofNanos(1));
      int opened = failures + 1;
      await(() -> camera.openings() == opened);
    }
  }

  @Test
  void aGoodMinuteIsForgivenAShortOneIsNot() throws Exception {
    feed.on();
    expect(STARTING);
    failAfter(Duration.ofSeconds(4), 1);
    move(Duration.ofSeconds(1));
    failAfter(Duration.ofSeconds(4), 2);
    move(Duration.ofSeconds(2));
    failAfter(Duration.ofSeconds(60), 1);
  }

  @Test
  void closesACameraThatStallsAndOpensItAgain() throws Exception {
    feed.on();
    expect(STARTING);
    camera.give(1);
    expect(RUNNING);
    await(() -> camera.reads() == 2);
    move(Duration.ofSeconds(5));
    assertThat(feed.status()).isEqualTo(RUNNING);
    assertThat(feed.sinceLastFrame()).contains(Duration.ofSeconds(5));

    move(Duration.ofNanos(1));

    expect(
        new CameraStatus.Faulted(
            "The scripted camera has given no picture for 5 s and is restarted.", 1));
    assertThat(camera.isOpen()).isFalse();
    assertThat(take().at(0, 0)).isEqualTo(1);
    move(Duration.ofSeconds(1));
    camera.give(2);
    expect(RUNNING);
    assertThat(take().at(0, 0)).isEqualTo(2);
  }

  @Test
  void leavesAReaderBehindThatHangsInItsDriver() throws Exception {
    feed.on();
    expect(STARTING);
    camera.give(1);
    expect(RUNNING);
    camera.hang();
    await(() -> camera.reads() == 2);

    move(Duration.ofSeconds(6));
    assertThat(next()).isInstanceOf(CameraStatus.Faulted.class);
    move(Duration.ofSeconds(1));
    camera.give(2);

    expect(RUNNING);
    assertThat(camera.openings()).isEqualTo(2);
  }

  @Test
  void leavesAnOpeningBehindThatHangsAndClosesWhatComesOfItLate() throws Exception {
    camera.hangWhenOpened();
    feed.on();
    expect(STARTING);
    await(() -> camera.openings() == 1);

    move(Duration.ofSeconds(20).plusNanos(1));
    expect(
        new CameraStatus.Faulted(
            "The scripted camera did not open within 20 s and is tried again.", 1));
    move(Duration.ofSeconds(1));
    camera.give(1);
    expect(RUNNING);
    feed.off();
    camera.unstick();

    await(() -> camera.closings() == 2);
    assertThat(camera.wasOpeningInterrupted())
        .as("an interrupt could break the loading of a native library for good")
        .isFalse();
    assertThat(camera.isOpen()).isFalse();
  }

  @Test
  void stopsTryingWhenEveryReaderHangs() throws Exception {
    feed.on();
    expect(STARTING);
    for (int hanging = 1; hanging <= 3; hanging++) {
      camera.give(1);
      expect(RUNNING);
      camera.hang();
      int reads = 2 * hanging;
      await(() -> camera.reads() == reads);
      move(Duration.ofSeconds(6));
      assertThat(next()).isInstanceOf(CameraStatus.Faulted.class);
      move(Duration.ofSeconds(60));
    }

    assertThat(camera.openings()).isEqualTo(3);
    assertThat(((CameraStatus.Faulted) feed.status()).reason()).contains("hangs in its driver");
    assertThat(feed.restarts()).isEqualTo(2);
    move(Duration.ofSeconds(60));
    assertThat(feed.sinceLookedAfter())
        .as("a new process could help, so the watchdog is to know")
        .isGreaterThanOrEqualTo(Duration.ofMinutes(2));

    camera.unstick();
    await(() -> {
      move(Duration.ofSeconds(60));
      return camera.openings() > 3;
    });
    assertThat(feed.sinceLookedAfter()).isLessThanOrEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void offEndsTheCaptureAndLeavesNoFrameBehind() throws Exception {
    feed.on();
    expect(STARTING);
    camera.give(1);
    expect(RUNNING);

    feed.off();

    assertThat(camera.isOpen()).isFalse();
    expect(OFF);
    camera.give(2);
    move(Duration.ofMinutes(10));
    assertThat(feed.take(Duration.ZERO)).isEmpty();
    assertThat(camera.openings()).isEqualTo(1);

    feed.on();
    expect(STARTING);
    expect(RUNNING);
    assertThat(take().at(0, 0)).isEqualTo(2);
  }

  @Test
  void restartOpensItAnewUnlessItIsOff() throws Exception {
    feed.restart();
    assertThat(camera.openings()).isZero();

    camera.refuse(true);
    feed.on();
    expect(STARTING);
    expect(new CameraStatus.Faulted("refused", 1));
    camera.refuse(false);
    feed.restart();
    expect(STARTING);
    camera.give(1);

    expect(RUNNING);
    assertThat(camera.openings()).isEqualTo(2);
  }

  @Test
  void survivesABugInACamera() throws Exception {
    feed.on();
    expect(STARTING);
    camera.breakDown();

    expect(
        new CameraStatus.Faulted(
            "The scripted camera failed: java.lang.IllegalStateException: a bug.", 1));
    await(() -> !camera.isOpen());
  }

  @Test
  void closingIsForGood() {
    feed.on();
    await(camera::isOpen);

    feed.close();
    feed.on();

    assertThat(feed.status()).isEqualTo(OFF);
    assertThat(camera.isOpen()).isFalse();
    assertThat(heart.isStopped()).isTrue();
  }

  @Test
  void usesTheBuffersThatAreGivenBack() throws Exception {
    FramePool pool = new FramePool();
    byte[] buffer = pool.take(3);
    pool.giveBack(new Frame(buffer, 3, 1, 0, 0));

    assertThat(pool.take(4)).isNotSameAs(buffer);
    pool.giveBack(new Frame(buffer, 3, 1, 0, 0));
    assertThat(pool.take(3)).isSameAs(buffer);
  }

  private void failAfter(Duration good, int failures) throws InterruptedException {
    camera.give(1);
    expect(RUNNING);
    now.addAndGet(good.toNanos());
    camera.fail("loose");
    expect(new CameraStatus.Faulted("loose", failures));
  }

  private Frame take() throws InterruptedException {
    Optional<Frame> frame = feed.take(PATIENCE);
    return frame.orElseThrow(() -> new AssertionError("no frame came"));
  }

  private void move(Duration time) {
    now.addAndGet(time.toNanos());
    heart.beat();
  }

  private CameraStatus next() throws InterruptedException {
    CameraStatus status = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return status == null ? fail("no status was told") : status;
  }

  private void expect(CameraStatus expected) throws InterruptedException {
    assertThat(next()).isEqualTo(expected);
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(until);
      Thread.onSpinWait();
    }
  }
}
