package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The real TensorFlow Lite with a double of the Edge TPU's library. */
class CoralEngineTest extends EngineContract {
  @Override
  InferenceEngine engine() throws Exception {
    return TensorFlowLiteEngine.coral(library().path(), 1);
  }

  private NativeDouble library(String... definitions) throws Exception {
    return NativeDouble.compile("edgetpu_double", folder, definitions);
  }

  @Test
  void theDelegateIsShownTheModelAndFreedWithIt() throws Exception {
    NativeDouble library = library();
    try (InferenceEngine engine = TensorFlowLiteEngine.coral(library.path(), 1)) {
      assertThat(engine.description())
          .startsWith("Coral Edge TPU (USB /sys/bus/usb/devices/2-1, TensorFlow Lite 2.");
      LoadedModel model = engine.load(file(engine), List.of("probabilities"));
      assertThat(library.count("double_prepared")).isEqualTo(1);
      assertThat(library.count("double_live")).isEqualTo(1);
      model.close();
      model.close();
      assertThat(engine.description())
          .endsWith("on the CPU, because not compiled for it: expression");
    }
    assertThat(library.count("double_live")).isZero();
  }

  @Test
  void withoutADeviceItSaysWhereToLook() throws Exception {
    String library = library("DEVICES=0").path();
    assertThatThrownBy(() -> TensorFlowLiteEngine.coral(library, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no Coral Edge TPU is plugged in");
  }

  @Test
  void aDeviceThatCantBeOpenedSaysItsOwnWords() throws Exception {
    NativeDouble library = library("COMPLAINT=\"Failed to load delegate: busy\"");
    try (InferenceEngine engine = TensorFlowLiteEngine.coral(library.path(), 1)) {
      ModelFile file = file(engine);
      assertThatThrownBy(() -> engine.load(file, file.outputs()))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("Failed to load delegate: busy");
    }
    assertThat(library.count("double_live")).isZero();
  }

  @Test
  void aModelThatTheDeviceRefusesFreesEverything() throws Exception {
    NativeDouble library = library("FAIL");
    try (InferenceEngine engine = TensorFlowLiteEngine.coral(library.path(), 1)) {
      ModelFile file = file(engine);
      assertThatThrownBy(() -> engine.load(file, file.outputs()))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining(file.path().toString());
    }
    assertThat(library.count("double_live")).isZero();
  }

  @Test
  void anotherLibraryIsNamedWithWhatItLacks() throws Exception {
    String other = NativeDouble.compile("openvino_double", folder).path();
    assertThatThrownBy(() -> TensorFlowLiteEngine.coral(other, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has no function tflite_plugin_create_delegate");
  }

  @Test
  void aMissingLibraryIsNamed() {
    assertThatThrownBy(() -> TensorFlowLiteEngine.coral("libno-such-edgetpu.so.1", 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("libno-such-edgetpu.so.1");
  }
}
