package roomtone.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import roomtone.camera.CameraSettings;
import roomtone.camera.CameraSource;
import roomtone.config.Settings;
import roomtone.config.SettingsException;
import roomtone.config.SettingsFile;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Handover;
import roomtone.kiosk.Home;
import roomtone.kiosk.Kiosk;
import roomtone.kiosk.PageVisits;
import roomtone.kiosk.PassingHome;
import roomtone.kiosk.SettingsDesk;
import roomtone.kiosk.StageTimes;
import roomtone.kiosk.Upkeep;

/**
 * Runs the whole kiosk on a clip at five frames a second and takes its figures: camera, models,
 * mood, DJ with an invented player, log, and the page with somebody who follows it live. Nothing
 * but a temporary folder is written, and nobody but this machine can ask for the page.
 *
 * <p>It is told each stage on the mood loop's thread, which is the thread that runs it. For one
 * run.
 */
public final class SteadyBench implements ObjLongConsumer<StageTimes.Stage> {
  private static final int FRAMES_PER_SECOND = 5;
  private static final int LONGEST_SIDE = 320;

  /** Until the start's leftovers are collected, too ({@link Upkeep#ready}). */
  private static final int WARM_UP_FRAMES = 100;

  private static final double MEGABYTE = 1e6;
  private static final String SETTINGS =
      """
      kiosk:
        name: Bench
      music:
        player: simulated
      panel:
        kind: none
      web:
        host: 127.0.0.1
        port: 0
      mdns:
        announce: false
      """;

  private final long framesToMeasure;
  private final long warmUpFrames;
  private final Handover handover = new Handover();
  private final StageHistograms stages = new StageHistograms();
  private final CollectionPauses pauses = CollectionPauses.watch();
  private double startUpSeconds;
  private long frames;
  private @Nullable Sample start;
  private @Nullable Figures figures;

  /**
   * Measures for so long, after up to twenty seconds of warming up.
   *
   * @param seconds at least 1
   */
  public SteadyBench(int seconds) {
    framesToMeasure = (long) seconds * FRAMES_PER_SECOND;
    warmUpFrames = Math.min(WARM_UP_FRAMES, framesToMeasure);
  }

  /**
   * What was measured.
   *
   * @param startUpSeconds from the start of this process to the first reading of the room
   * @param framesPerSecond what came of the five that were aimed at
   * @param processorPercentOfOneCore of all threads of the process, decoding the clip and the
   *     follower of the page included
   * @param allocatedBytesPerFrame on the heap, by the mood loop's thread
   * @param collections how many garbage collections there were
   * @param longestCollectionPauseMillis how long the longest of them took
   * @param heapMebibytes after a collection at the end
   * @param residentMegabytes at the end, in 10⁶ bytes
   * @param stages times by stage
   */
  public record Figures(
      double startUpSeconds,
      long frames,
      double seconds,
      double framesPerSecond,
      int longestSide,
      double processorPercentOfOneCore,
      long allocatedBytesPerFrame,
      long collections,
      long longestCollectionPauseMillis,
      double heapMebibytes,
      double residentMegabytes,
      Map<String, StageHistograms.Times> stages) {}

  /** What has been used up to a moment. */
  private record Sample(long nanos, Duration processor, long allocated) {}

  /**
   * Runs until the figures are taken.
   *
   * @param asked whose ways to find and read faces are measured
   * @param clip a replay that can be read, as fast as it goes and again and again
   */
  public Figures run(Home installed, Settings asked, CameraSettings clip)
      throws CommandFailure, InterruptedException {
    try (PassingHome passing = PassingHome.of(installed);
        Upkeep upkeep = Upkeep.begin(Map.of(), System::nanoTime, Instant::now)) {
      Home home = passing.home();
      remember(installed.precisionMemory(), home.precisionMemory());
      Path file = Files.writeString(home.state().resolve("roomtone.yaml"), SETTINGS);
      var desk =
          new SettingsDesk(
              new SettingsFile(file, Map.of(), home.log()),
              null,
              Map.of(),
              Optional.empty(),
              () -> {});
      new Kiosk(
              upkeep,
              Optional.empty(),
              settings(asked, Settings.read(file, Map.of(), home.log())),
              home,
              true,
              desk,
              InputStream.nullInputStream(),
              handover,
              this)
          .run(camera(clip));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE, "The bench needs a temporary folder: " + e.getMessage());
    } catch (SettingsException e) {
      throw new CommandFailure(ExitCode.BAD_SETTINGS, e);
    } finally {
      pauses.close();
    }
    if (figures == null) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "The kiosk read %d frames of %s and no more; roomtone run --replay says why."
              .formatted(frames, clip.replay()));
    }
    return figures;
  }

  /**
   * Which of a model's files is faster was found out at an earlier start, as on any but the first.
   */
  private static void remember(Path known, Path here) throws IOException {
    if (Files.exists(known)) {
      Files.copy(known, here);
    }
  }

  private CameraSource camera(CameraSettings clip) {
    return CameraSource.from(clip.scaledTo(LONGEST_SIDE), Instant::now)
        .paced(
            Duration.ofSeconds(1).dividedBy(FRAMES_PER_SECOND),
            warmUpFrames + framesToMeasure,
            Instant::now);
  }

  /** The quiet settings, but with eyes as they are asked for. */
  private static Settings settings(Settings asked, Settings quiet) {
    return new Settings(
        quiet.name(),
        quiet.camera(),
        asked.face(),
        asked.areas(),
        asked.emotion(),
        asked.inference(),
        asked.mood(),
        quiet.music(),
        quiet.mpd(),
        quiet.spotify(),
        quiet.panel(),
        quiet.history(),
        quiet.web(),
        quiet.access(),
        quiet.mqtt(),
        quiet.mdns());
  }

  @Override
  public void accept(StageTimes.Stage stage, long nanos) {
    if (figures != null) {
      return;
    }
    stages.accept(stage, nanos);
    if (stage == StageTimes.Stage.ROOM) {
      frames++;
    } else if (stage == StageTimes.Stage.PUBLISH) {
      passed();
    }
  }

  /** A frame was read and told. */
  private void passed() {
    if (frames == 1) {
      startUpSeconds = BenchMachine.secondsSinceStart();
      int port = handover.port();
      Thread.ofVirtual().name("follower").start(() -> PageVisits.follow(port));
    }
    if (frames == warmUpFrames) {
      stages.reset();
      pauses.reset();
      start = sample();
    } else if (frames == warmUpFrames + framesToMeasure && start != null) {
      figures = figures(start, sample());
    }
  }

  private Sample sample() {
    return new Sample(
        System.nanoTime(), BenchMachine.processorTime(), BenchMachine.allocatedBytes());
  }

  private Figures figures(Sample from, Sample to) {
    double seconds = (to.nanos() - from.nanos()) / 1e9;
    double resident = BenchMachine.residentBytes() / MEGABYTE;
    return new Figures(
        startUpSeconds,
        framesToMeasure,
        seconds,
        framesToMeasure / seconds,
        LONGEST_SIDE,
        100 * to.processor().minus(from.processor()).toNanos() / 1e9 / seconds,
        (to.allocated() - from.allocated()) / framesToMeasure,
        pauses.count(),
        pauses.longestMillis(),
        BenchMachine.heapMebibytes(),
        resident,
        stages.times());
  }
}
