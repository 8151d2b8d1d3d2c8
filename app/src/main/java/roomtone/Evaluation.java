package roomtone;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import roomtone.config.Settings;
import roomtone.evaluate.EvaluationException;
import roomtone.face.FaceDetectorException;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;

/** What every evaluation has: settings, an engine, progress, figures and how it fails. */
abstract class Evaluation implements Callable<Integer> {
  private static final int PROGRESS_EVERY = 100;

  @Mixin private final SettingsOption settingsOption = new SettingsOption();
  @Mixin private final FiguresOption figuresOption = new FiguresOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  private boolean progressShown;

  @Override
  public Integer call() throws CommandFailure {
    Home home = Home.find(System.getenv());
    Settings settings = settingsOption.read(home);
    try (InferenceEngine engine = InferenceEngine.cpu(1)) {
      figuresOption.print(spec.commandLine().getOut(), measured(home, settings, engine));
      return 0;
    } catch (ModelException e) {
      throw new CommandFailure(ExitCode.BAD_MODEL, e);
    } catch (FaceDetectorException e) {
      throw new CommandFailure(ExitCode.UNAVAILABLE, e);
    } catch (EvaluationException e) {
      throw new CommandFailure(ExitCode.BAD_INPUT, e);
    }
  }

  private Map<String, ? extends @Nullable Object> measured(
      Home home, Settings settings, InferenceEngine engine)
      throws CommandFailure, ModelException, FaceDetectorException, EvaluationException {
    try {
      return measure(home, settings, engine);
    } finally {
      if (progressShown) {
        spec.commandLine().getErr().println();
      }
    }
  }

  /** The figures by name, as JSON has them; one thread an inference. */
  abstract Map<String, ? extends @Nullable Object> measure(
      Home home, Settings settings, InferenceEngine engine)
      throws CommandFailure, ModelException, FaceDetectorException, EvaluationException;

  /** Says on the error stream how far the work is, so that the output stays clean. */
  IntConsumer progress() {
    PrintWriter err = spec.commandLine().getErr();
    return done -> {
      if (done % PROGRESS_EVERY == 0) {
        err.printf("\r%,d pictures", done);
        err.flush();
        progressShown = true;
      }
    };
  }
}
