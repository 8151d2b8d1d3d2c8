package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelManifestTest {
  // printf hello | sha256sum
  private static final String SHA256_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir private Path folder;

  @Test
  void aFileThatMatchesItsHashIsRead() throws Exception {
    manifest("m.onnx", SHA256_OF_HELLO);
    Files.writeString(folder.resolve("m.onnx"), "hello");
    ModelFile model = ModelManifest.read(folder).find("m", Precision.INT8);
    assertThat(model.readVerified()).asString().isEqualTo("hello");
    assertThat(model.input().size()).isEqualTo(48 * 48);
    assertThat(model.unsureBelow()).isEqualTo(0.5f);
  }

  @Test
  void aFileThatIsAnotherOneIsRefused() throws Exception {
    manifest("m.onnx", SHA256_OF_HELLO);
    Files.writeString(folder.resolve("m.onnx"), "hallo");
    ModelFile model = ModelManifest.read(folder).find("m", Precision.INT8);
    assertThatThrownBy(model::readVerified)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("m.onnx")
        .hasMessageContaining("not the one in the manifest")
        .hasMessageContaining("2cf24dba5fb0");
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    manifest("m.onnx", SHA256_OF_HELLO);
    ModelFile model = ModelManifest.read(folder).find("m", Precision.INT8);
    assertThatThrownBy(model::readVerified)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("m.onnx is missing");
  }

  @Test
  void aFileOfTheRightHashThatIsNoModelIsRefusedByTheEngine() throws Exception {
    manifest("m.onnx", SHA256_OF_HELLO);
    Files.writeString(folder.resolve("m.onnx"), "hello");
    ModelFile model = ModelManifest.read(folder).find("m", Precision.INT8);
    try (InferenceEngine engine = InferenceEngine.cpu(1)) {
      assertThatThrownBy(() -> engine.load(model, model.outputs()))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("can't load the model");
    }
  }

  @Test
  void anUnknownNameSaysWhichThereAre() throws Exception {
    manifest("m.onnx", SHA256_OF_HELLO);
    ModelManifest manifest = ModelManifest.read(folder);
    assertThatThrownBy(() -> manifest.find("other", Precision.FP32))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("\"other\" in fp32")
        .hasMessageContaining("m (int8)");
  }

  @Test
  void aManifestThatIsMissingBrokenOrReachesOutsideIsRefused() throws Exception {
    assertRefused("no manifest.json");
    Files.writeString(folder.resolve("manifest.json"), "{\"models\": [");
    assertRefused("not what it should be");
    Files.writeString(folder.resolve("manifest.json"), "{}");
    assertRefused("not what it should be");
    manifest("../../etc/passwd", SHA256_OF_HELLO);
    assertRefused("outside the folder");
    manifest("m.onnx", "abc");
    assertRefused("no SHA-256");
  }

  @Test
  void aFileIsFoundInTheNearestManifestAboveIt() throws Exception {
    manifest("inside/m.onnx", SHA256_OF_HELLO);
    Path file = folder.resolve("inside/m.onnx");
    assertNotFound(file, "There is no model file");
    Files.writeString(Files.createDirectories(file.getParent()).resolve("m.onnx"), "hello");
    ModelManifest manifest = ModelManifest.above(file);
    assertThat(manifest.find(file).name()).isEqualTo("m");
    assertThat(manifest.find(file).readVerified()).asString().isEqualTo("hello");
    Path other = Files.writeString(folder.resolve("other.onnx"), "hello");
    assertThatThrownBy(() -> ModelManifest.above(other).find(other))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("other.onnx has no entry")
        .hasMessageContaining("m (int8)");
    Files.delete(folder.resolve("manifest.json"));
    assertNotFound(file, "no manifest.json above");
  }

  @Test
  void int8IsTakenFirstAndFp32IsItsTwin() throws Exception {
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"models\": [%s, %s, %s]}"
            .formatted(
                entry("m", "fp32", "a.onnx", SHA256_OF_HELLO),
                entry("m", "int8", "b.onnx", SHA256_OF_HELLO),
                entry("alone", "fp32", "c.onnx", SHA256_OF_HELLO)));
    ModelManifest manifest = ModelManifest.read(folder);
    ModelFile found = manifest.find("m");
    assertThat(found.precision()).isEqualTo(Precision.INT8);
    assertThat(manifest.twin(found)).hasValue(manifest.find("m", Precision.FP32));
    assertThat(manifest.twin(manifest.find("alone"))).isEmpty();
    assertThatThrownBy(() -> manifest.find("other"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no model \"other\"")
        .hasMessageContaining("alone (fp32)");
  }

  @Test
  void anEngineFindsItsOwnFormatFirst() throws Exception {
    String tflite =
        entry("m", "int8", "m.tflite", SHA256_OF_HELLO)
            .replaceFirst(
                "\\{",
                "{\"format\": \"tflite\", \"edgeTpu\": {\"file\": \"c.tflite\", \"sha256\": \"%s\"},"
                    .formatted(SHA256_OF_HELLO));
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"models\": [%s, %s]}".formatted(tflite, entry("m", "int8", "m.onnx", SHA256_OF_HELLO)));
    ModelManifest manifest = ModelManifest.read(folder);
    assertThat(manifest.find("m", Precision.INT8).format()).isEqualTo(ModelFormat.ONNX);
    try (InferenceEngine lite = InferenceEngine.tensorFlowLite(1)) {
      ModelFile found = manifest.preferredBy(lite).find("m", Precision.INT8);
      assertThat(found.format()).isEqualTo(ModelFormat.TFLITE);
      assertThat(found.compiled().orElseThrow().path()).isEqualTo(folder.resolve("c.tflite"));
      assertThat(manifest.in(ModelFormat.ONNX, found)).hasValue(manifest.find("m", Precision.INT8));
    }
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"models\": [%s]}".formatted(tflite.replace("c.tflite", "../c.tflite")));
    assertRefused("outside the folder");
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"models\": [%s]}".formatted(tflite.replace("\"tflite\"", "\"caffe\"")));
    assertRefused("CAFFE");
  }

  private static void assertNotFound(Path file, String reason) {
    assertThatThrownBy(() -> ModelManifest.above(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(file.getFileName().toString());
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> ModelManifest.read(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(reason);
  }

  private void manifest(String file, String sha256) throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"models\": [%s]}".formatted(entry("m", "int8", file, sha256)));
  }

  private static String entry(String name, String precision, String file, String sha256) {
    return """
    {"name": "%s", "task": "expression", "precision": "%s", "file": "%s",
      "sha256": "%s", "bytes": 5, "unsureBelow": 0.5, "outputs": ["probabilities"],
      "input": {"name": "face", "width": 48, "height": 48, "channels": 1,
        "scale": 0.0039, "offset": 0.0}}
    """
        .formatted(name, precision, file, sha256);
  }
}
