package roomtone.config;

import java.util.List;
import roomtone.inference.EngineChoice;
import roomtone.inference.InferenceSettings;

/** The keys under "inference". */
final class InferenceKeys {
  private static final Key<String> ENGINE =
      Key.text(
          "inference.engine",
          InferenceSettings.DEFAULT.engine().toString(),
          EngineChoice.RANGE,
          "What runs the models. Where it is missing or fails, the processor does, and the page says why. DEVICE is a name of OpenVINO's, such as GPU, NPU or MYRIAD. The accelerators are not verified on hardware.",
          EngineChoice::parse);
  private static final Key<String> OPENVINO_LIBRARY =
      Key.text(
          "inference.openvino-library",
          InferenceSettings.DEFAULT.openVinoLibrary(),
          "a file name or a path",
          "OpenVINO's C library, 2022.3 or newer.",
          InferenceKeys::checkLibrary);
  private static final Key<String> EDGETPU_LIBRARY =
      Key.text(
          "inference.edgetpu-library",
          InferenceSettings.DEFAULT.edgeTpuLibrary(),
          "a file name or a path",
          "The library of the Coral Edge TPU.",
          InferenceKeys::checkLibrary);

  static final Section SECTION =
      new Section(
          "inference", "What runs the models.", List.of(ENGINE, OPENVINO_LIBRARY, EDGETPU_LIBRARY));

  private InferenceKeys() {}

  private static void checkLibrary(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a library without a name");
    }
  }

  /** The settings that these keys make. */
  static InferenceSettings read(SettingsValues values) {
    return values.section(
        "inference",
        () ->
            new InferenceSettings(
                EngineChoice.parse(values.get(ENGINE)),
                values.get(OPENVINO_LIBRARY),
                values.get(EDGETPU_LIBRARY)),
        InferenceSettings.DEFAULT);
  }
}
