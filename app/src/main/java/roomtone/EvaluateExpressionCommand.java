package roomtone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import roomtone.config.Settings;
import roomtone.evaluate.EvaluationException;
import roomtone.evaluate.ExpressionEvaluation;
import roomtone.evaluate.LabelledFaces;
import roomtone.evaluate.PeerEvaluation;
import roomtone.evaluate.RobustnessEvaluation;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelManifest;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.Home;

/** Measures an expression model on labelled faces. */
@Command(
    name = "expression",
    description =
        "The expression model on labelled faces: accuracy, calibration, recall, int8 to fp32.",
    mixinStandardHelpOptions = true)
final class EvaluateExpressionCommand extends Evaluation {
  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      defaultValue = "PrivateTest",
      description = "Of FER2013: PrivateTest (default) or PublicTest.")
  private String split = "";

  @Option(
      names = "--model",
      paramLabel = "FILE|NAME",
      description =
          "Another model: a name in the manifest, or an .onnx file that the nearest manifest.json above it describes.")
  private String model = "";

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      description =
          "Read the same faces with the known models of others in this folder, and race them against ours.")
  private Optional<Path> peers = Optional.empty();

  @Option(
      names = "--robustness",
      description = "Also read the faces made smaller, blurred and dim.")
  private boolean robustness;

  /** Where the faces come from: one of the two. */
  private static final class Source extends Fer2013Option {
    @Option(
        names = "--crops",
        required = true,
        paramLabel = "DIR",
        description =
            "Any labelled crops: a folder of pictures for each expression (angry, disgust, fear, happy, sad, surprise, neutral; some may lack).")
    private @Nullable Path crops;
  }

  @Override
  Map<String, @Nullable Object> measure(Home home, Settings settings, InferenceEngine engine)
      throws CommandFailure, ModelException, EvaluationException {
    boolean isFile = model.endsWith(".onnx");
    ModelManifest manifest = isFile ? ModelManifest.above(Path.of(model)) : home.models();
    ModelFile file =
        isFile
            ? manifest.find(Path.of(model))
            : manifest.find(model.isEmpty() ? settings.emotion().model() : model);
    // Opened before anything is read, so that a wrong folder is told at once.
    Optional<PeerEvaluation> others =
        peers.isPresent()
            ? Optional.of(new PeerEvaluation(engine, file, peers.get()))
            : Optional.empty();
    LabelledFaces faces =
        source.crops == null
            ? LabelledFaces.fer2013(source.data, split)
            : LabelledFaces.crops(source.crops);
    IntConsumer progress = progress();
    Map<String, @Nullable Object> figures =
        new ExpressionEvaluation(engine, file, manifest.twin(file)).run(faces, progress);
    if (others.isPresent()) {
      figures.putAll(others.get().run(faces, progress));
    }
    if (robustness) {
      figures.put("robustness", new RobustnessEvaluation(engine, file).run(faces, progress));
    }
    return figures;
  }
}
