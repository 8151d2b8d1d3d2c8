package roomtone.inference;

import java.util.Locale;

/** How a model file is written, and so what can run it. */
public enum ModelFormat {
  /** ONNX: the CPU and OpenVINO. */
  ONNX,
  /** TensorFlow Lite: TensorFlow Lite on the CPU, and the Coral Edge TPU. */
  TFLITE;

  /** The name in the manifest: {@code "tflite"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
