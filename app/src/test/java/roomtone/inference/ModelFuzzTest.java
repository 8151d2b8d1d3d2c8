package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** A damaged list of models, or a damaged model, is refused with a sentence that names the file. */
class ModelFuzzTest {
  private static final ModelInput INPUT = new ModelInput("x", 2, 2, 1, 1, 0);
  private static final List<String> OUTPUTS = List.of("y");

  @TempDir private Path folder;

  @FuzzTest
  void manifest(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("manifest.json"), bytes);
    try {
      for (ModelFile model : ModelManifest.read(folder).models()) {
        assertThat(model.path().startsWith(folder)).isTrue();
        assertThat(model.sha256()).hasSize(64);
        assertThat(model.outputs()).doesNotContainNull();
      }
    } catch (ModelException refused) {
      assertThat(refused)
          .hasMessageContaining(file.toString())
          .hasMessageNotContaining("Cannot invoke");
    }
  }

  /** The hash is the file's own, so that the engine has to look at what no manifest lists. */
  @FuzzTest
  void onnx(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), bytes);
    ModelFile model =
        new ModelFile(
            "model",
            "expression",
            Precision.FP32,
            ModelFormat.ONNX,
            file,
            ModelFile.hash(new ByteArrayInputStream(bytes)),
            INPUT,
            OUTPUTS,
            List.of(),
            0.5f,
            Optional.empty());
    try (InferenceEngine engine = InferenceEngine.cpu(1);
        LoadedModel loaded = engine.load(model, OUTPUTS)) {
      loaded.run();
      assertThat(loaded.output("y").capacity()).isPositive();
    } catch (ModelException refused) {
      assertThat(refused).hasMessageContaining(file.toString());
    }
  }
}
