package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 faults of the Pi's camera, one after the other, by a stand-in for rpicam-vid that stalls,
 * dies, floods, tears pictures and prints nonsense: each is told in time, and pictures flow again
 * at the next try. {@code -Droomtone.faults=N} and {@code -Droomtone.seed=N} choose others.
 */
@Timeout(600)
class CameraFaultsTest {
  private static final int FAULTS = Integer.getInteger("roomtone.faults", 200);
  private static final long SEED = Long.getLong("roomtone.seed", 20261130);
  private static final int WIDTH = 64;
  private static final int HEIGHT = 32;
  private static final Duration STALL = Duration.ofSeconds(8);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What goes wrong, and what of the reason must be told. */
  private enum Fault {
    DIES("it ended with code 255 and said: ERROR: *** no cameras available"),
    DIES_LATER("stopped giving pictures: it ended with code 1"),
    CRASHES("it ended with code 139"),
    TEARS("stopped in the middle of a picture: it ended with code 0"),
    STALLS("has given no picture for 8 s and is started again"),
    STALLS_LATER("has given no picture for 8 s and is started again"),
    STALLS_TORN("has given no picture for 8 s and is started again"),
    STUBBORN("has given no picture for 8 s and is started again"),
    FLOODS("stopped giving pictures: it ended with code 1"),
    CHATTERS("said: WARNING: too dark"),
    BABBLES("said: xxxx"),
    NONSENSE("stopped in the middle of a picture: it ended with code 0"),
    CLOSES("it closed its output"),
    MISSING("cannot be started (No such file or directory)"),
    FORBIDDEN("cannot be started (Permission denied)");

    private final String reason;

    Fault(String reason) {
      this.reason = reason;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean isSilence() {
      return reason.contains("no picture for");
    }

    /** Whether a picture comes before it. */
    private boolean comesLater() {
      return switch (this) {
        case STALLS_LATER, STALLS_TORN, STUBBORN -> true;
        default -> false;
      };
    }
  }

  @TempDir Path folder;

  private final BlockingQueue<CameraStatus> told = new LinkedBlockingQueue<>();
  private final AtomicLong now = new AtomicLong(1);
  private final AtomicInteger reads = new AtomicInteger();
  private final ManualHeartbeat heart = new ManualHeartbeat();

  @Test
  void everyFaultIsToldAndRecoveredFromAndNothingIsLeftBehind() throws Exception {
    Files.write(folder.resolve("picture"), new byte[WIDTH * HEIGHT * 3 / 2]);
    Path program = folder.resolve("rpicam-vid");
    writeStandIn(program);
    Random random = new Random(SEED);
    Deque<Fault> deck = new ArrayDeque<>();
    long filesBefore;
    try (CameraFeed feed = new CameraFeed(counted(source(program)), told::add, now::get, heart)) {
      plan("good");
      feed.on();
      assertThat(next()).isEqualTo(new CameraStatus.Starting());
      takePicture(feed, "the first");
      filesBefore = openFiles();

      for (int i = 0; i < FAULTS; i++) {
        if (deck.isEmpty()) {
          List<Fault> each = Arrays.asList(Fault.values());
          Collections.shuffle(each, random);
          deck.addAll(each);
        }
        Fault fault = deck.removeFirst();
        String what = "fault %d, %s, seed %d".formatted(i, fault, SEED);
        endTheGoodRun(what);
        bringAbout(fault, program, what);
        plan("good");
        move(LONGEST_RETRY);
        takePicture(feed, what);
      }

      // What other tests left running in this process may open a file; a fault of each kind that
      // leaks one shows many.
      assertThat(openFiles())
          .as("open files")
          .isLessThan(filesBefore + FAULTS / Fault.values().length);
    }
    assertThat(startedAndNotGone()).as("processes that live on").isEmpty();
    assertThat(zombies()).as("zombies").isEmpty();
  }

  /** Somebody kills the program that ran well. */
  private void endTheGoodRun(String what) throws Exception {
    List<String> pids = Files.readAllLines(folder.resolve("pids"));
    ProcessHandle.of(Long.parseLong(pids.getLast())).orElseThrow().destroyForcibly();
    assertThat(nextFault(what)).contains("it ended with code 137");
  }

  private void bringAbout(Fault fault, Path program, String what) throws Exception {
    switch (fault) {
      case MISSING -> Files.delete(program);
      case FORBIDDEN ->
          Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
      default -> plan(fault.word());
    }
    int readsBefore = reads.get();
    move(LONGEST_RETRY);
    if (fault.isSilence()) {
      int waited = readsBefore + (fault.comesLater() ? 2 : 1);
      until(what, () -> reads.get() == waited);
      move(STALL);
      assertThat(told).as("%s: patience", what).noneMatch(CameraStatus.Faulted.class::isInstance);
      move(Duration.ofNanos(1));
    }
    assertThat(nextFault(what)).as(what).contains(fault.reason);
    if (!Files.isExecutable(program)) {
      writeStandIn(program);
    }
  }

  /** The next fault that is told; what runs for a moment before it may be told, too. */
  private String nextFault(String what) throws InterruptedException {
    CameraStatus status = next();
    while (status instanceof CameraStatus.Running) {
      status = next();
    }
    return status instanceof CameraStatus.Faulted(String reason, var _)
        ? reason
        : fail(what + " was told as " + status);
  }

  private void takePicture(CameraFeed feed, String what) throws InterruptedException {
    assertThat(next()).as("%s: recovered", what).isEqualTo(new CameraStatus.Running());
    Optional<Frame> frame = feed.take(PATIENCE);
    assertThat(frame).as("%s: a picture", what).isPresent();
    feed.giveBack(frame.orElseThrow());
  }

  private CameraStatus next() throws InterruptedException {
    CameraStatus status = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return status == null ? fail("no status was told") : status;
  }

  private void move(Duration time) {
    now.addAndGet(time.toNanos());
    heart.beat();
  }

  private void plan(String word) throws IOException {
    Files.writeString(folder.resolve("plan"), word);
  }

  private static RpicamSource source(Path program) {
    return new RpicamSource(
        program.toString(), WIDTH, HEIGHT, 10, Exposure.NORMAL, 0, InstantSource.system());
  }

  /** Counts how often a picture is waited for. */
  private CameraSource counted(CameraSource source) {
    return new CameraSource() {
      @Override
      public Camera open() throws CameraException, InterruptedException {
        Camera camera = source.open();
        return new Camera() {
          @Override
          public Frame read(FramePool pool) throws CameraException, InterruptedException {
            reads.incrementAndGet();
            return camera.read(pool);
          }

          @Override
          public Duration stallAfter() {
            return camera.stallAfter();
          }

          @Override
          public void close() {
            camera.close();
          }
        };
      }

      @Override
      public String description() {
        return source.description();
      }
    };
  }

  private static void writeStandIn(Path program) throws IOException {
    try (InputStream script =
        Optional.ofNullable(CameraFaultsTest.class.getResourceAsStream("rpicam-vid"))
            .orElseThrow()) {
      Path made = program.resolveSibling("made");
      Files.write(made, script.readAllBytes());
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(made, program, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private List<String> startedAndNotGone() throws IOException {
    return Files.readAllLines(folder.resolve("pids")).stream()
        .filter(pid -> Files.exists(Path.of("/proc", pid)))
        .toList();
  }

  private static List<Path> zombies() throws IOException {
    String own = " Z " + ProcessHandle.current().pid() + " ";
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> stat(process).contains(own))
          .toList();
    }
  }

  private static String stat(Path process) {
    try {
      return Files.readString(process.resolve("stat"));
    } catch (IOException gone) {
      return "";
    }
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
