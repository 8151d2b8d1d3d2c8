package roomtone;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import roomtone.config.Settings;
import roomtone.emotion.EmotionClassifier;
import roomtone.evaluate.EvaluationException;
import roomtone.evaluate.FaceEvaluation;
import roomtone.evaluate.SceneEvaluation;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;

/** Measures what ships on labelled data. */
@Command(
    name = "evaluate",
    description = "Measures what ships on labelled data that you bring.",
    mixinStandardHelpOptions = true,
    subcommands = {
      EvaluateExpressionCommand.class,
      EvaluateCommand.Faces.class,
      EvaluateCommand.Scenes.class
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
        description = "A folder with images.csv, annotations.csv and the pictures they name.")
    private Path images = Path.of("");

    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "200",
        description = "How many pictures with faces, and as many without (default 200).")
    private int count;

    @Option(
        names = "--smallest",
        paramLabel = "PX",
        defaultValue = "60",
        description = "Only faces at least this high count (default 60 pixels).")
    private int smallest;

    @Option(names = "--seed", defaultValue = "1", description = "Which pictures (default 1).")
    private long seed;

    @Override
    Map<String, Object> measure(Home home, Settings settings, InferenceEngine engine)
        throws FaceDetectorException, EvaluationException {
      try (FaceDetector detector = FaceDetector.open(settings.face())) {
        return new FaceEvaluation(detector).run(images, count, smallest, seed, progress());
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
        defaultValue = "200",
        description = "How many scenes (default 200).")
    private int count;

    @Option(
        names = "--seed",
        defaultValue = "1",
        description = "Which crops and where (default 1).")
    private long seed;

    @Override
    Map<String, Object> measure(Home home, Settings settings, InferenceEngine engine)
        throws CommandFailure, ModelException, FaceDetectorException, EvaluationException {
      try (FaceDetector detector = FaceDetector.open(settings.face());
          EmotionClassifier classifier =
              EmotionClassifier.load(
                  engine,
                  home.expressionModel(engine, settings.emotion()).file(),
                  settings.emotion().margin())) {
        return new SceneEvaluation(detector, classifier).run(fer2013.data, count, seed, progress());
      }
    }
  }
}
