package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionTrialTest {
  private static final String INT8 = "1".repeat(64);
  private static final String FP32 = "2".repeat(64);

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final List<Precision> loaded = new ArrayList<>();
  private Map<Precision, Long> nanosOfARun =
      Map.of(Precision.INT8, 190_000L, Precision.FP32, 500_000L);
  private String description = "an engine";
  private Path memory = Path.of("");

  @BeforeEach
  void setMemory() {
    memory = folder.resolve("state/precision.json");
  }

  @Test
  void theFasterFileIsChosenAndSaysBothTimes() throws Exception {
    ChosenModel chosen = choose(PrecisionChoice.AUTO);
    assertThat(chosen.file().precision()).isEqualTo(Precision.INT8);
    assertThat(chosen.reason())
        .isEqualTo("measured on this device: int8 0.19 ms, fp32 0.50 ms a face");
  }

  @Test
  void whereFloatsAreFasterTheyRun() throws Exception {
    nanosOfARun = Map.of(Precision.INT8, 3_000_000L, Precision.FP32, 2_000_000L);
    assertThat(choose(PrecisionChoice.AUTO).file().precision()).isEqualTo(Precision.FP32);
  }

  @Test
  void aResultIsRememberedAcrossStarts() throws Exception {
    ChosenModel first = choose(PrecisionChoice.AUTO);
    loaded.clear();
    nanosOfARun = Map.of(Precision.INT8, 9L, Precision.FP32, 1L);
    assertThat(choose(PrecisionChoice.AUTO)).isEqualTo(first);
    assertThat(loaded).isEmpty();
  }

  @Test
  void anotherEngineIsMeasuredAnew() throws Exception {
    choose(PrecisionChoice.AUTO);
    description = "a newer engine";
    nanosOfARun = Map.of(Precision.INT8, 2_000_000L, Precision.FP32, 1_000_000L);
    assertThat(choose(PrecisionChoice.AUTO).file().precision()).isEqualTo(Precision.FP32);
  }

  @Test
  void anotherFileIsMeasuredAnew() throws Exception {
    choose(PrecisionChoice.AUTO);
    loaded.clear();
    manifest("3".repeat(64), FP32);
    newTrial().choose(ModelManifest.read(folder), "m", PrecisionChoice.AUTO);
    assertThat(loaded).containsExactlyInAnyOrder(Precision.INT8, Precision.FP32);
  }

  @Test
  void aMemoryThatIsBrokenIsMeasuredAnewAndMended() throws Exception {
    Files.createDirectories(memory.getParent());
    Files.writeString(memory, "{\"device\": ");
    assertThat(choose(PrecisionChoice.AUTO).file().precision()).isEqualTo(Precision.INT8);
    loaded.clear();
    choose(PrecisionChoice.AUTO);
    assertThat(loaded).isEmpty();
  }

  @Test
  void aMemoryThatCantBeWrittenCostsOnlyTheMemory() throws Exception {
    Files.writeString(folder.resolve("state"), "a file where the folder should be");
    assertThat(choose(PrecisionChoice.AUTO).file().precision()).isEqualTo(Precision.INT8);
  }

  @Test
  void whatIsSetRunsUnmeasured() throws Exception {
    ChosenModel chosen = choose(PrecisionChoice.FP32);
    assertThat(chosen.file().precision()).isEqualTo(Precision.FP32);
    assertThat(chosen.reason()).isEqualTo("set");
    assertThat(loaded).isEmpty();
  }

  @Test
  void anOnlyFileRunsUnmeasured() throws Exception {
    Files.writeString(
        folder.resolve("manifest.json"), "{\"models\": [%s]}".formatted(entry("int8", INT8)));
    ChosenModel chosen = newTrial().choose(ModelManifest.read(folder), "m", PrecisionChoice.AUTO);
    assertThat(chosen.file().precision()).isEqualTo(Precision.INT8);
    assertThat(chosen.reason()).isEqualTo("its only file");
    assertThat(loaded).isEmpty();
  }

  private ChosenModel choose(PrecisionChoice choice) throws IOException, ModelException {
    manifest(INT8, FP32);
    return newTrial().choose(ModelManifest.read(folder), "m", choice);
  }

  private PrecisionTrial newTrial() {
    return new PrecisionTrial(new ScriptedEngine(), memory, nanos::get);
  }

  private void manifest(String int8Sha256, String fp32Sha256) throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"models\": [%s, %s]}".formatted(entry("int8", int8Sha256), entry("fp32", fp32Sha256)));
  }

  private static String entry(String precision, String sha256) {
    return """
    {"name": "m", "task": "expression", "precision": "%s", "file": "%s.onnx", "sha256": "%s",
      "outputs": ["probabilities"], "input": {"name": "face", "width": 48, "height": 48,
      "channels": 1, "scale": 0.0039, "offset": 0.0}}
    """
        .formatted(precision, precision, sha256);
  }

  /** Its models take the time that the test says, on the test's clock. */
  private final class ScriptedEngine implements InferenceEngine {
    @Override
    public LoadedModel load(ModelFile file, List<String> outputs) {
      loaded.add(file.precision());
      return new ScriptedModel(file);
    }

    @Override
    public String description() {
      return description;
    }

    @Override
    public void close() {}
  }

  private final class ScriptedModel implements LoadedModel {
    private final ModelFile file;

    ScriptedModel(ModelFile file) {
      this.file = file;
    }

    @Override
    public ModelFile file() {
      return file;
    }

    @Override
    public FloatBuffer input() {
      return FloatBuffer.allocate(file.input().size());
    }

    @Override
    public void resize(int width, int height) {
      throw new UnsupportedOperationException("one size only");
    }

    @Override
    public void run() {
      nanos.addAndGet(nanosOfARun.getOrDefault(file.precision(), 0L));
    }

    @Override
    public FloatBuffer output(String name) {
      return FloatBuffer.allocate(7);
    }

    @Override
    public void close() {}
  }
}
