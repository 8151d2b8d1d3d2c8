package roomtone.inference;

import java.util.Optional;

/** What is to run the models, as the settings say it. */
public sealed interface EngineChoice {
  /** The processor, by ONNX Runtime: what every machine has. */
  record Cpu() implements EngineChoice {
    @Override
    public String toString() {
      return "cpu";
    }
  }

  /**
   * A device of Intel's OpenVINO.
   *
   * @param device its name there: {@code GPU}, {@code NPU}, {@code MYRIAD}, {@code HETERO:GPU,CPU};
   *     empty takes the first that is no CPU, else the CPU
   */
  record OpenVino(Optional<String> device) implements EngineChoice {
    @Override
    public String toString() {
      return device.map(name -> "openvino:" + name).orElse("openvino");
    }
  }

  /** A Coral Edge TPU, by TensorFlow Lite. */
  record Coral() implements EngineChoice {
    @Override
    public String toString() {
      return "coral";
    }
  }

  /** The first accelerator that is found, else the processor. */
  record Auto() implements EngineChoice {
    @Override
    public String toString() {
      return "auto";
    }
  }

  /** What can be chosen, for people. */
  String RANGE = "cpu | openvino | openvino:DEVICE | coral | auto";

  /**
   * Reads what {@code toString} wrote.
   *
   * @throws IllegalArgumentException if it is none of {@link #RANGE}
   */
  static EngineChoice parse(String text) {
    return switch (text) {
      case "cpu" -> new Cpu();
      case "coral" -> new Coral();
      case "auto" -> new Auto();
      case "openvino" -> new OpenVino(Optional.empty());
      default -> {
        String device = text.startsWith("openvino:") ? text.substring("openvino:".length()) : "";
        if (!device.matches("[A-Za-z0-9_.:,()-]+")) {
          throw new IllegalArgumentException("\"%s\" is none of %s".formatted(text, RANGE));
        }
        yield new OpenVino(Optional.of(device));
      }
    };
  }
}
