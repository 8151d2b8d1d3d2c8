package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies in the models' folder, each file by itself. */
class ShippedModelsTest {
  private static final Path MODELS = Path.of("..", "models");
  private static final long LARGEST_INT8_BYTES = 5_000_000;

  static List<ModelFile> shipped() throws ModelException {
    return ModelManifest.read(MODELS).models();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyFileIsFoundByItsNameAndRuns(ModelFile file) throws ModelException {
    try (InferenceEngine engine = engineFor(file.format());
        LoadedModel model = engine.load(file, file.outputs())) {
      ModelManifest manifest = ModelManifest.read(MODELS).preferredBy(engine);
      assertThat(manifest.find(file.name(), file.precision())).isEqualTo(file);
      model.run();
      for (String output : file.outputs()) {
        assertThat(model.output(output).get(0)).as(output).isFinite();
      }
    }
  }

  private static InferenceEngine engineFor(ModelFormat format) throws ModelException {
    return switch (format) {
      case ONNX -> InferenceEngine.cpu(1);
      case TFLITE -> TensorFlowLiteEngine.cpu(1);
    };
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyFileHasACardAndItsFigures(ModelFile file) throws ModelException {
    assertThat(file.path().resolveSibling("card.md")).isNotEmptyFile();
    assertThat(file.path().resolveSibling("results.json")).isNotEmptyFile();
    if (file.precision() == Precision.INT8) {
      assertThat(file.size()).isLessThanOrEqualTo(LARGEST_INT8_BYTES);
    }
  }

  @Test
  void noFileLiesThereThatTheManifestDoesNotKnow() throws IOException, ModelException {
    List<Path> known = shipped().stream().map(ModelFile::path).toList();
    try (Stream<Path> found =
        Files.find(MODELS, 2, (file, _) -> file.toString().matches(".*\\.(onnx|tflite)"))) {
      assertThat(found.map(Path::normalize)).containsExactlyInAnyOrderElementsOf(known);
    }
  }
}
