package roomtone;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import roomtone.camera.Camera;
import roomtone.camera.CameraException;
import roomtone.camera.CameraSource;
import roomtone.camera.Frame;
import roomtone.camera.FramePool;
import roomtone.camera.HiddenAreas;
import roomtone.camera.ReplayPace;
import roomtone.config.Settings;
import roomtone.emotion.EmotionClassifier;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.face.FaceTracker;
import roomtone.face.IgnoredAreas;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.mood.MoodTracker;

/** Measures the pipeline on this machine, as fast as it goes. */
@Command(
    name = "bench",
    description =
        "Runs the pipeline on a clip as fast as it goes: time by stage, frames a second, memory.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final int WARM_UP_FRAMES = 100;

  @Mixin private final SettingsOption settingsOption = new SettingsOption();
  @Mixin private final FiguresOption figuresOption = new FiguresOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--replay",
      paramLabel = "PATH",
      description = "A clip or a folder of pictures; without it, the demo's clip.")
  private Optional<Path> replay = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long to run (default 20; 1800 is the endurance run).")
  private int seconds;

  @Override
  public Integer call() throws CommandFailure {
    Home home = Home.find(System.getenv());
    Settings settings = settingsOption.read(home);
    Path pictures = replay.orElseGet(home::demoClip);
    try (InferenceEngine engine = InferenceEngine.cpu(1);
        EmotionClassifier classifier =
            EmotionClassifier.load(
                engine,
                home.expressionModel(engine, settings.emotion()).file(),
                settings.emotion().margin());
        FaceDetector detector = FaceDetector.open(settings.face());
        Camera camera =
            CameraSource.from(
                    settings.camera().replaying(pictures, ReplayPace.AS_FAST_AS_POSSIBLE, true),
                    Instant::now)
                .open()) {
      var times = new StageTimes();
      var reader =
          new RoomReader(
              HiddenAreas.parse(settings.areas().hidden()),
              detector,
              new FaceTracker(settings.face(), IgnoredAreas.none()),
              classifier,
              new MoodTracker(settings.mood(), classifier.file().unsureBelow()),
              times);
      figuresOption.print(spec.commandLine().getOut(), measure(camera, reader, times));
      return 0;
    } catch (ModelException e) {
      throw new CommandFailure(ExitCode.BAD_MODEL, e);
    } catch (FaceDetectorException e) {
      throw new CommandFailure(ExitCode.UNAVAILABLE, e);
    } catch (CameraException e) {
      throw new CommandFailure(ExitCode.BAD_INPUT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.UNEXPECTED.number();
    }
  }

  private Map<String, Object> measure(Camera camera, RoomReader reader, StageTimes times)
      throws CameraException, ModelException, InterruptedException {
    var pool = new FramePool();
    for (int i = 0; i < WARM_UP_FRAMES; i++) {
      read(camera, reader, times, pool);
    }
    times.reset();
    long heapAtStart = heapAfterCollection();
    long residentAtStart = residentBytes();
    long allocatedAtStart = allocatedBytes();
    long start = System.nanoTime();
    long end = start + Duration.ofSeconds(seconds).toNanos();
    long nextReport = start;
    long half = start + (end - start) / 2;
    long residentAtHalf = 0;
    long frames = 0;
    PrintWriter err = spec.commandLine().getErr();
    while (System.nanoTime() < end) {
      read(camera, reader, times, pool);
      frames++;
      if (residentAtHalf == 0 && System.nanoTime() >= half) {
        residentAtHalf = residentBytes();
      }
      if (System.nanoTime() >= nextReport) {
        nextReport += Duration.ofSeconds(5).toNanos();
        err.printf(
            "\r%d s left ", Math.max(0, Duration.ofNanos(end - System.nanoTime()).toSeconds()));
        err.flush();
      }
    }
    double elapsed = (System.nanoTime() - start) / 1e9;
    long allocated = allocatedBytes() - allocatedAtStart;
    err.println();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("machine", machine());
    figures.put("frames", frames);
    figures.put("framesPerSecond", frames / elapsed);
    figures.put("allocatedBytesPerFrame", allocated / Math.max(1, frames));
    figures.put("heapMiBAtStart", heapAtStart / 1048576.0);
    figures.put("heapMiBAtEnd", heapAfterCollection() / 1048576.0);
    figures.put("residentMiBAtStart", residentAtStart / 1048576.0);
    figures.put("residentMiBAtHalf", residentAtHalf / 1048576.0);
    figures.put("residentMiBAtEnd", residentBytes() / 1048576.0);
    Map<String, Object> stages = new LinkedHashMap<>();
    for (StageTimes.Stage stage : StageTimes.Stage.values()) {
      Histogram histogram = times.of(stage);
      if (histogram.getTotalCount() > 0) {
        Map<String, Object> stageTimes = new LinkedHashMap<>();
        stageTimes.put("count", histogram.getTotalCount());
        stageTimes.put("p50Millis", histogram.getValueAtPercentile(50) / 1e6);
        stageTimes.put("p95Millis", histogram.getValueAtPercentile(95) / 1e6);
        stages.put(stage.label(), stageTimes);
      }
    }
    figures.put("stages", stages);
    return figures;
  }

  private static void read(Camera camera, RoomReader reader, StageTimes times, FramePool pool)
      throws CameraException, ModelException, InterruptedException {
    long start = System.nanoTime();
    Frame frame = camera.read(pool);
    times.record(StageTimes.Stage.CAPTURE, start);
    reader.read(frame);
    pool.giveBack(frame);
  }

  private static String machine() {
    return "%s, %d cores, Java %s"
        .formatted(
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"));
  }

  private static long allocatedBytes() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        ? threads.getCurrentThreadAllocatedBytes()
        : 0;
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Of Linux; 0 elsewhere. */
  private static long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kib -> Long.parseLong(kib) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
