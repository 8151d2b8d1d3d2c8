package roomtone;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import roomtone.bench.BenchMachine;
import roomtone.bench.BenchReport;
import roomtone.bench.EngineTimes;
import roomtone.bench.FlatOutBench;
import roomtone.bench.RaceBench;
import roomtone.bench.SteadyBench;
import roomtone.camera.Camera;
import roomtone.camera.CameraException;
import roomtone.camera.CameraSettings;
import roomtone.camera.CameraSource;
import roomtone.camera.FramePool;
import roomtone.camera.ReplayPace;
import roomtone.config.Settings;
import roomtone.evaluate.EvaluationException;
import roomtone.evaluate.PipelineRace;
import roomtone.face.FaceDetectorException;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;
import roomtone.kiosk.Version;

/** Measures the pipeline on this machine: everything in one run and one table. */
@Command(
    name = "bench",
    description = {
      "Measures the pipeline on this machine in one run: the whole kiosk at five frames a second (start, processor, memory, pauses, time by stage), then a clip as fast as it goes on one and two threads, other people's pipelines beside it, and every model file on every engine that is here.",
      "Start to the first reading is that of this command; app/measuring/start-up measures the service's, with and without its start cache."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final int SHORTER = 4;

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
      converter = Count.FromOne.class,
      defaultValue = "20",
      description =
          "How long to run as fast as it goes on one thread (default 20; 1800 is the endurance run); on two threads a quarter of that.")
  private int seconds;

  @Option(
      names = "--steady-seconds",
      paramLabel = "N",
      converter = Count.FromOne.class,
      defaultValue = "30",
      description = "How long to run the kiosk at five frames a second (default 30).")
  private int steadySeconds;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      description =
          "Race the usual pipelines on the same frames too: OpenCV's Haar cascade and YuNet, each with mini-Xception; their files lie here.")
  private Optional<Path> peers = Optional.empty();

  @Override
  public Integer call() throws CommandFailure {
    Home home = Home.find(System.getenv());
    Settings settings = settingsOption.read(home);
    CameraSettings clip =
        settings
            .camera()
            .replaying(replay.orElseGet(home::demoClip), ReplayPace.AS_FAST_AS_POSSIBLE, true);
    try {
      look(clip);
      if (peers.isPresent()) {
        PipelineRace.look(peers.get());
      }
      measure(home, settings, clip);
      return 0;
    } catch (ModelException e) {
      throw new CommandFailure(ExitCode.BAD_MODEL, e);
    } catch (FaceDetectorException e) {
      throw new CommandFailure(ExitCode.UNAVAILABLE, e);
    } catch (CameraException | EvaluationException e) {
      throw new CommandFailure(ExitCode.BAD_INPUT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.UNEXPECTED.number();
    }
  }

  /** Looks at the first picture: the kiosk would wait for ever for one that can't be read. */
  private static void look(CameraSettings clip) throws CameraException, InterruptedException {
    try (Camera camera = CameraSource.from(clip, Instant::now).open()) {
      camera.read(new FramePool());
    }
  }

  private void measure(Home home, Settings settings, CameraSettings clip)
      throws CommandFailure,
          CameraException,
          EvaluationException,
          FaceDetectorException,
          ModelException,
          InterruptedException {
    PrintWriter progress = spec.commandLine().getErr();
    Optional<String> heat = BenchMachine.heat();
    double load = BenchMachine.load();
    // First, while this process has loaded nothing that a kiosk has not.
    SteadyBench.Figures steady = new SteadyBench(steadySeconds).run(home, settings, clip);
    var flatOut = new FlatOutBench(home, settings, clip, progress);
    Duration time = Duration.ofSeconds(seconds);
    FlatOutBench.Figures alone = flatOut.run(1, time);
    FlatOutBench.Figures together = flatOut.run(2, time.dividedBy(SHORTER));
    List<RaceBench.Figures> races =
        peers.isPresent() ? race(home, settings, clip, peers.get()) : List.of();
    Map<String, Object> engines = new EngineTimes(settings.inference(), home.models()).measure();
    var run =
        new BenchReport.Run(
            Version.number(),
            LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES).toString(),
            BenchMachine.name(),
            Map.of("before", load, "after", BenchMachine.load()),
            heat.map(before -> Map.of("before", before, "after", BenchMachine.heat().orElse("")))
                .orElse(Map.of()));
    var report = new BenchReport(run, steady, alone, together.framesPerSecond(), races);
    Map<String, Object> figures = new LinkedHashMap<>(report.figures());
    figures.putAll(engines);
    figuresOption.print(
        spec.commandLine().getOut(),
        figures,
        out -> {
          report.print(out);
          FiguresOption.text(out, engines);
        });
  }

  private List<RaceBench.Figures> race(
      Home home, Settings settings, CameraSettings clip, Path folder)
      throws CommandFailure,
          CameraException,
          EvaluationException,
          FaceDetectorException,
          ModelException,
          InterruptedException {
    try (InferenceEngine engine = InferenceEngine.cpu(1);
        PipelineRace race = PipelineRace.open(folder, engine)) {
      return new RaceBench(home, settings, clip, spec.commandLine().getErr()).run(race);
    }
  }
}
