package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A double of OpenVINO's C library. */
class OpenVinoEngineTest extends EngineContract {
  @Override
  InferenceEngine engine() throws Exception {
    return OpenVinoEngine.open(library().path(), Optional.of("CPU"), 1);
  }

  private NativeDouble library(String... definitions) throws Exception {
    return NativeDouble.compile("openvino_double", folder, definitions);
  }

  @Test
  void everythingThatWasMadeIsFreed() throws Exception {
    NativeDouble library = library();
    try (InferenceEngine engine = OpenVinoEngine.open(library.path(), Optional.empty(), 1)) {
      assertThat(engine.description()).isEqualTo("OpenVINO 2024.6.0 on GPU.0 (Double of GPU.0)");
      LoadedModel model = engine.load(file(engine), List.of("probabilities", "fer2013"));
      assertThat(library.count("double_properties")).isEqualTo(2);
      model.resize(96, 64);
      assertThat(model.input().capacity()).isEqualTo(96 * 64);
      assertThat(run(model, 1, "fer2013")).hasSize(7);
      model.close();
      model.close();
      assertThatThrownBy(() -> engine.load(file(engine), List.of("nonsense")))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("Port for tensor name nonsense was not found");
    }
    assertThat(library.count("double_live")).isZero();
  }

  @Test
  void devicesAreListedAndAWrongOneIsNamedWithThem() throws Exception {
    NativeDouble library = library();
    assertThat(OpenVinoEngine.devices(library.path())).containsExactly("CPU", "GPU.0", "NPU");
    OpenVinoEngine.open(library.path(), Optional.of("GPU"), 1).close();
    OpenVinoEngine.open(library.path(), Optional.of("HETERO:GPU,CPU"), 1).close();
    assertThatThrownBy(() -> OpenVinoEngine.open(library.path(), Optional.of("MYRIAD"), 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("2024.6.0 has no device MYRIAD here, only CPU, GPU.0, NPU")
        .hasMessageContaining("2022.3");
    assertThat(library.count("double_live")).isZero();
  }

  @Test
  void theComputeStickOf2022TakesFloatsAndTellsErrorsByTheirKind() throws Exception {
    NativeDouble library =
        library(
            "NO_MESSAGE", "DEVICES=\"CPU\",\"MYRIAD\",", "VERSION=\"2022.3.1-9227-cf2c7da5689\"");
    try (InferenceEngine engine = OpenVinoEngine.open(library.path(), Optional.of("MYRIAD"), 1)) {
      assertThat(engine.description()).startsWith("OpenVINO 2022.3.1 on MYRIAD");
      ModelManifest models = ModelManifest.read(MODELS);
      ModelFile floats = models.find("expression", Precision.FP32);
      assertThat(engine.runs(models.find("expression", Precision.INT8))).isFalse();
      assertThat(engine.runs(floats)).isTrue();
      engine.load(floats, floats.outputs()).close();
      assertThatThrownBy(() -> engine.load(floats, List.of("nonsense")))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("requested entity not found");
    }
    assertThat(library.count("double_live")).isZero();
  }

  @Test
  void aMissingLibraryIsNamed() {
    assertThatThrownBy(() -> OpenVinoEngine.open("libno-such-openvino_c.so", Optional.of("CPU"), 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("libno-such-openvino_c.so");
  }
}
