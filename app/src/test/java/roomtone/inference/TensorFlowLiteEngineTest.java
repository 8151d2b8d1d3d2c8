package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The real TensorFlow Lite, on the processor. */
class TensorFlowLiteEngineTest extends EngineContract {
  @Override
  InferenceEngine engine() throws ModelException {
    return InferenceEngine.tensorFlowLite(1);
  }

  @Test
  void theFileSaysWhatTheOnnxFileSays() throws Exception {
    try (InferenceEngine lite = engine();
        InferenceEngine onnx = InferenceEngine.cpu(1);
        LoadedModel one = lite.load(file(lite), List.of("probabilities"));
        LoadedModel other = onnx.load(file(onnx), List.of("probabilities"))) {
      assertThat(one.file().format()).isEqualTo(ModelFormat.TFLITE);
      assertThat(one.file().input().standardise()).isPositive();
      for (int face = 1; face <= 10; face++) {
        float[] expected = run(other, face, "probabilities");
        // The .onnx file brings the face to mean 0 itself; the program does it for a .tflite file.
        standardise(other, one);
        one.run();
        for (int i = 0; i < expected.length; i++) {
          assertThat(one.output("probabilities").get(i)).isCloseTo(expected[i], within(0.05f));
        }
      }
    }
  }

  private static void standardise(LoadedModel from, LoadedModel to) {
    int count = from.input().capacity();
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += from.input().get(i) / count;
    }
    double square = 0;
    for (int i = 0; i < count; i++) {
      square += Math.pow(from.input().get(i) - mean, 2) / count;
    }
    double divisor = Math.sqrt(square) + to.file().input().standardise();
    for (int i = 0; i < count; i++) {
      to.input().put(i, (float) ((from.input().get(i) - mean) / divisor));
    }
  }
}
