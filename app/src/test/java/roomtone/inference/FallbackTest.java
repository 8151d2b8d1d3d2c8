package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FallbackTest {
  @TempDir private Path folder;

  @Test
  void withoutTheLibraryTheProcessorRunsAndSaysWhy() throws Exception {
    try (InferenceEngine engine = open("openvino:GPU", "libno-such.so", "libno-such.so")) {
      assertThat(engine.description())
          .startsWith("CPU (ONNX Runtime")
          .contains("instead of openvino:GPU: ")
          .contains("libno-such.so");
      assertReads(engine);
    }
    try (InferenceEngine engine = open("coral", "libno-such.so", "libno-such.so")) {
      assertThat(engine.description()).contains("instead of coral: ").contains("libno-such.so");
      assertReads(engine);
    }
  }

  @Test
  void aDeviceThatIsLostInARunIsReplacedAndNothingIsMissed() throws Exception {
    String library = NativeDouble.compile("openvino_double", folder, "FAIL_AT=3").path();
    try (InferenceEngine engine = open("openvino:GPU", library, "libno-such.so");
        InferenceEngine cpu = InferenceEngine.cpu(1)) {
      ModelFile file = file(engine);
      try (LoadedModel model = engine.load(file, List.of("probabilities"));
          LoadedModel expected = cpu.load(file, List.of("probabilities"))) {
        EngineContract.run(model, 1, "probabilities");
        EngineContract.run(model, 2, "probabilities");
        assertThat(engine.description()).isEqualTo("OpenVINO 2024.6.0 on GPU (Double of GPU)");
        assertThat(EngineContract.run(model, 3, "probabilities"))
            .containsExactly(EngineContract.run(expected, 3, "probabilities"));
        assertThat(EngineContract.run(model, 4, "probabilities"))
            .containsExactly(EngineContract.run(expected, 4, "probabilities"));
        assertThat(engine.description())
            .contains("on the CPU instead: expression")
            .contains("the device was lost");
      }
    }
  }

  @Test
  void aModelThatTheAcceleratorRefusesRunsOnTheProcessor() throws Exception {
    String library = NativeDouble.compile("edgetpu_double", folder, "COMPLAINT=\"busy\"").path();
    try (InferenceEngine engine = open("coral", "libno-such.so", library)) {
      assertReads(engine);
      assertThat(engine.description()).contains("on the CPU instead: expression").contains("busy");
    }
  }

  @Test
  void byItselfTheFirstAcceleratorIsTakenAndTheProcessorWhereThereIsNone() throws Exception {
    String openVino = NativeDouble.compile("openvino_double", folder).path();
    String coral = NativeDouble.compile("edgetpu_double", folder).path();
    // Nothing that ships is compiled for the Edge TPU, so that it would not help.
    try (InferenceEngine engine = open("auto", openVino, coral)) {
      assertThat(engine.description()).startsWith("OpenVINO 2024.6.0 on GPU.0");
    }
    try (InferenceEngine engine = open("auto", "libno-such.so", coral)) {
      assertThat(engine.description())
          .startsWith("CPU (ONNX Runtime")
          .endsWith("no accelerator is here");
      assertReads(engine);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cpu", "openvino", "openvino:GPU.1", "openvino:HETERO:GPU,CPU", "coral", "auto"})
  void choicesReadWhatTheyWrite(String text) {
    assertThat(EngineChoice.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "openvino:", "openvino:GPU 1", "Coral"})
  void whatIsNoChoiceIsRefused(String text) {
    assertThatThrownBy(() -> EngineChoice.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(EngineChoice.RANGE);
  }

  @Test
  void whatIsHereIsFoundAndWhatIsNotSaysWhy() throws Exception {
    String openVino = NativeDouble.compile("openvino_double", folder).path();
    var settings = new InferenceSettings(new EngineChoice.Cpu(), openVino, "libno-such.so");
    List<Accelerators.Finding> findings = new Accelerators(settings, 1).look();
    assertThat(findings).hasSize(4);
    assertThat(findings.get(1))
        .isEqualTo(
            new Accelerators.Finding.Found(
                new EngineChoice.OpenVino(Optional.of("GPU.0")),
                "OpenVINO 2024.6.0 on GPU.0 (Double of GPU.0)"));
    assertThat(findings.get(3))
        .isInstanceOfSatisfying(
            Accelerators.Finding.Missing.class,
            missing -> assertThat(missing.reason()).contains("libno-such.so"));
  }

  private static InferenceEngine open(String choice, String openVino, String edgeTpu)
      throws ModelException {
    return InferenceEngine.open(
        new InferenceSettings(EngineChoice.parse(choice), openVino, edgeTpu),
        ModelManifest.read(EngineContract.MODELS),
        1);
  }

  private static ModelFile file(InferenceEngine engine) throws ModelException {
    return ModelManifest.read(EngineContract.MODELS)
        .preferredBy(engine)
        .find("expression", Precision.INT8);
  }

  private static void assertReads(InferenceEngine engine) throws ModelException {
    try (LoadedModel model = engine.load(file(engine), List.of("probabilities"))) {
      assertThat(EngineContract.run(model, 1, "probabilities")).hasSize(7);
    }
  }
}
