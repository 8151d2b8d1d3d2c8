package roomtone;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import roomtone.config.Settings;
import roomtone.emotion.EmotionClassifier;
import roomtone.evaluate.EvaluationException;
import roomtone.evaluate.ExpressionEvaluation;
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
      EvaluateCommand.Expression.class,
      EvaluateCommand.Faces.class,
      EvaluateCommand.Scenes.class
    })
final class EvaluateCommand {
  private static final int PROGRESS_EVERY = 100;

  private EvaluateCommand() {}

  /** What every evaluation has. */
  abstract static class Evaluation implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
      Home home = Home.find(System.getenv());
      Settings settings = settingsOption.read(home);
      try (InferenceEngine engine = InferenceEngine.cpu(1)) {
        print(measure(home, settings, engine));
        return 0;
      } catch (ModelException e) {
        throw new CommandFailure(ExitCode.BAD_MODEL, e);
      } catch (FaceDetectorException e) {
        throw new CommandFailure(ExitCode.UNAVAILABLE, e);
      } catch (EvaluationException e) {
        throw new CommandFailure(ExitCode.BAD_INPUT, e);
      }
    }

    abstract Map<String, Object> measure(Home home, Settings settings, InferenceEngine engine)
        throws CommandFailure, ModelException, FaceDetectorException, EvaluationException;

    /** Says on the error stream how far the work is, so that the output stays clean. */
    IntConsumer progress() {
      PrintWriter err = spec.commandLine().getErr();
      return done -> {
        if (done % PROGRESS_EVERY == 0) {
          err.printf("\r%,d pictures", done);
          err.flush();
        }
      };
    }

    private void print(Map<String, Object> figures) {
      PrintWriter out = spec.commandLine().getOut();
      spec.commandLine().getErr().println();
      if (json) {
        out.println(Json.pretty(figures));
      } else {
        figures.forEach((name, value) -> out.printf("%-34s %s%n", name, text(value)));
      }
      out.flush();
    }

    private static String text(Object value) {
      return switch (value) {
        case Double number -> String.format(Locale.ROOT, "%.4f", number);
        case int[][] rows -> Arrays.deepToString(rows);
        default -> value.toString();
      };
    }
  }

  @Command(
      name = "expression",
      description = "The expression model on FER2013: accuracy, calibration, recall, int8 to fp32.",
      mixinStandardHelpOptions = true)
  static final class Expression extends Evaluation {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "A folder with rows.csv.gz and its sheets of crops.")
    private Path data = Path.of("");

    @Option(
        names = "--split",
        paramLabel = "NAME",
        defaultValue = "PrivateTest",
        description = "PrivateTest (default) or PublicTest.")
    private String split = "";

    @Option(names = "--model", paramLabel = "NAME", description = "Another model of the manifest.")
    private String model = "";

    @Override
    Map<String, Object> measure(Home home, Settings settings, InferenceEngine engine)
        throws CommandFailure, ModelException, EvaluationException {
      String name = model.isEmpty() ? settings.emotion().model() : model;
      return new ExpressionEvaluation(engine, home.models(), name).run(data, split, progress());
    }
  }

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
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "A folder with rows.csv.gz and its sheets of crops.")
    private Path data = Path.of("");

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
        return new SceneEvaluation(detector, classifier).run(data, count, seed, progress());
      }
    }
  }
}
