package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PinnedRunTest {
  private static final Path MODEL = Path.of("..", "models", "expression", "expression-int8.onnx");
  private static final long[] FACE = {1, 1, 48, 48};
  private static final long[] ANSWER = {1, 7};
  private static final int RUNS = 200;

  @Test
  void theDirectWayGivesWhatThePublicOneGivesAndLeavesNothing() throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    FloatBuffer input = NativeFloats.allocate(48 * 48);
    for (int i = 0; i < input.capacity(); i++) {
      input.put(i, (i * 37 % 256) / 255f);
    }
    FloatBuffer output = NativeFloats.allocate(7);
    try (OrtSession session =
            environment.createSession(MODEL.toString(), new OrtSession.SessionOptions());
        OnnxTensor face = OnnxTensor.createTensor(environment, input, FACE);
        OnnxTensor answer = OnnxTensor.createTensor(environment, output, ANSWER)) {
      Map<String, OnnxTensor> inputs = Map.of(session.getInputNames().iterator().next(), face);
      Map<String, OnnxTensor> outputs = Map.of("probabilities", answer);
      PinnedRun direct = PinnedRun.of(session, inputs, outputs);
      assertThat(direct).isInstanceOf(PinnedRun.Direct.class);
      new PinnedRun.Public(session, inputs, outputs).run();
      float[] expected = taken(output);
      assertThat(expected[0]).isPositive();

      direct.run();
      assertThat(taken(output)).containsExactly(expected);

      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < RUNS; i++) {
        direct.run();
      }
      // The array that the native method answers with.
      assertThat((threads.getCurrentThreadAllocatedBytes() - before) / RUNS).isLessThan(100);
    }
  }

  /** The answer, which is wiped so that the next run has to give it again. */
  private static float[] taken(FloatBuffer output) {
    float[] taken = new float[7];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = output.get(i);
      output.put(i, -1);
    }
    return taken;
  }
}
