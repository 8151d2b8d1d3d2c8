package roomtone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import roomtone.config.Settings;
import roomtone.emotion.EmotionClassifier;
import roomtone.evaluate.EvaluationException;
import roomtone.evaluate.FaceEvaluation;
import roomtone.evaluate.SceneEvaluation;
import roomtone.face.DetectorKind;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.face.FaceSettings;
import roomtone.face.PeerDetectors;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.Home;

/** Measures what ships on labelled data. */
@Command(
    name = "evaluate",
    description = "Measures what ships on labelled data that you bring.",
    mixinStandardHelpOptions = true,
    subcommands = {
      EvaluateExpressionCommand.class,
      EvaluateFormatsCommand.class,
      EvaluateCommand.Faces.class,
      EvaluateCommand.Scenes.class,
      EvaluateRoomsCommand.class
    })
final class EvaluateCommand {
  private EvaluateCommand() {}

  @Command(
      name = "faces",
      description = "The face detector on photographs: how many faces are found, how many made up.",
      mixinStandardHelpOptions = true)
  static final class Faces extends Evaluation {
    @Option(
        names = "--images",
        required = true,
        paramLabel = "DIR",
        description = "The folder of the pictures.")
    private Path images = Path.of("");

    @Option(
        names = "--annotations",
        paramLabel = "CSV",
        description = "The marked faces; without it, annotations.csv in the pictures' folder.")
    private Optional<Path> annotations = Optional.empty();

    @Option(
        names = "--peers",
        paramLabel = "DIR",
        description = "Measure OpenCV's cascades, YuNet and RFB-320 too; their files lie here.")
    private Optional<Path> peers = Optional.empty();

    @Option(
        names = "--pictures",
        paramLabel = "DIR",
        description = "Write pictures of hits and misses here.")
    private Optional<Path> drawings = Optional.empty();

    @Option(
        names = "--detector",
        paramLabel = "NAME",
        description = "roomtone, cascade or yunet; without it, the settings' detector.")
    private Optional<DetectorKind> detector = Optional.empty();

    @Option(
        names = "--longest-side",
        paramLabel = "PX",
        converter = Count.LongestSide.class,
        description = "Pictures are scaled down to this; without it, as the settings say.")
    private Optional<Integer> longestSide = Optional.empty();

    @Option(
        names = "--count",
        paramLabel = "N",
        converter = Count.FromNone.class,
        defaultValue = "0",
        description = "Only so many pictures, chosen by the seed (default all).")
    private int count;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Which pictures (default 1).")
    private long seed;

    @Override
    Map<String, Object> measure(Home home, Settings settings, InferenceEngine engine)
        throws CommandFailure, ModelException, FaceDetectorException, EvaluationException {
      FaceSettings asked = settings.face();
      FaceSettings faces =
          asked
              .using(detector.orElse(asked.detector()))
              .sized(longestSide.orElse(asked.longestSide()), FaceEvaluation.LEAST_HEIGHT);
      Path marks = annotations.orElseGet(() -> images.resolve("annotations.csv"));
      var task = new FaceEvaluation.Task(images, marks, count, seed, drawings);
      try (FaceDetector ours = FaceDetector.openForMeasuring(faces, engine, home.models());
          PeerDetectors others = PeerDetectors.open(peers, faces, engine)) {
        return new FaceEvaluation(ours, others.byName()).run(task, progress());
      }
    }
  }

  @Command(
      name = "scenes",
      description =
          "The whole eye: FER2013 crops set into 640×480 scenes, found and read as the kiosk does.",
      mixinStandardHelpOptions = true)
  static final class Scenes extends Evaluation {
    @Mixin private final Fer2013Option fer2013 = new Fer2013Option();

    @Option(
        names = "--count",
        paramLabel = "N",
        converter = Count.FromOne.class,
        defaultValue = "200",
        description = "How many scenes (default 200).")
    private int count;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Which crops and where (default 1).")
    private long seed;

    @Override
    Map<String, Object> measure(Home home, Settings settings, InferenceEngine engine)
        throws CommandFailure, ModelException, FaceDetectorException, EvaluationException {
      try (FaceDetector detector = FaceDetector.open(settings.face(), engine, home.models());
          EmotionClassifier classifier = home.expressionReader(engine, settings.emotion())) {
        return new SceneEvaluation(detector, classifier).run(fer2013.data, count, seed, progress());
      }
    }
  }
}
