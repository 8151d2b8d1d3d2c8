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
import roomtone.system.Board;

/** Measures the pipeline on this machine, as fast as it goes. */
@Command(
    name = "bench",
    description =
        "Runs the pipeline on a clip as fast as it goes: time by stage, frames a second, memory; then every model file on every engine that is here.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final int WARM_UP_FRAMES = 100;
  private static final int MEMORY_SAMPLES = 10;

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
    try (InferenceEngine engine = InferenceEngine.open(settings.inference(), home.models(), 1);
        EmotionClassifier classifier = home.expressionReader(engine, settings.emotion());
        FaceDetector detector =
            FaceDetector.open(settings.face().reportingSmaller(), engine, home.models());
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
              new FaceTracker(settings.face(), IgnoredAreas.none(), detector.startsFrom()),
              classifier,
              new MoodTracker(settings.mood(), classifier.file().unsureBelow()),
              new AimWatch(),
              times);
      Map<String, Object> figures = measure(camera, reader, times);
      figures.put("engine", engine.description());
      figures.putAll(new EngineTimes(settings.inference(), home.models()).measure());
      figuresOption.print(spec.commandLine().getOut(), figures);
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
    Board board = Board.here();
    String heat = heat(board).orElse("unknown");
    Map<String, Object> memory = new LinkedHashMap<>();
    long allocatedAtStart = allocatedBytes();
    long start = System.nanoTime();
    long sampleNanos = Duration.ofSeconds(seconds).toNanos() / MEMORY_SAMPLES;
    long frames = 0;
    for (int sample = 0; sample < MEMORY_SAMPLES; sample++) {
      sampleMemory(memory, sample);
      long end = start + (sample + 1) * sampleNanos;
      while (System.nanoTime() < end) {
        read(camera, reader, times, pool);
        frames++;
      }
    }
    double elapsed = (System.nanoTime() - start) / 1e9;
    long allocated = allocatedBytes() - allocatedAtStart;
    sampleMemory(memory, MEMORY_SAMPLES);
    spec.commandLine().getErr().println();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("machine", machine(board));
    heat(board).ifPresent(now -> figures.put("heat", Map.of("before", heat, "after", now)));
    figures.put("frames", frames);
    figures.put("framesPerSecond", frames / elapsed);
    figures.put("allocatedBytesPerFrame", allocated / Math.max(1, frames));
    figures.put("memory", memory);
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

  /** Notes heap and resident memory, and says how far the run is. */
  private void sampleMemory(Map<String, Object> memory, int sample) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("heapMiB", heapAfterCollection() / 1048576.0);
    row.put("residentMiB", residentBytes() / 1048576.0);
    memory.put("%d s".formatted(seconds * sample / MEMORY_SAMPLES), row);
    PrintWriter err = spec.commandLine().getErr();
    err.printf("\r%d of %d s", seconds * sample / MEMORY_SAMPLES, seconds);
    err.flush();
  }

  private static void read(Camera camera, RoomReader reader, StageTimes times, FramePool pool)
      throws CameraException, ModelException, InterruptedException {
    long start = System.nanoTime();
    Frame frame = camera.read(pool);
    times.record(StageTimes.Stage.CAPTURE, start);
    reader.read(frame);
    pool.giveBack(frame);
  }

  private static String machine(Board board) {
    return "%s, %s, %d cores, Java %s"
        .formatted(
            board.model().orElse("an unknown board"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"));
  }

  /** The processor's temperature and what slows it down; a hot Pi is a slow one. */
  private static Optional<String> heat(Board board) {
    String temperature =
        board.temperature().isPresent()
            ? "%.0f °C".formatted(board.temperature().getAsDouble())
            : "";
    String slowed =
        board
            .throttling()
            .map(throttling ->
                throttling.now().isEmpty()
                    ? "not slowed down"
                    : "slowed down by " + String.join(", ", throttling.now()))
            .orElse("");
    String both =
        temperature.isEmpty() || slowed.isEmpty()
            ? temperature + slowed
            : temperature + ", " + slowed;
    return Optional.of(both).filter(text -> !text.isEmpty());
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
