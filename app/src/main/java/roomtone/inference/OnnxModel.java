package roomtone.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session with its input and outputs pinned to buffers that live until the next resizing. */
final class OnnxModel implements LoadedModel {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelFile file;
  private final List<String> wantedOutputs;
  private final Map<String, FloatBuffer> outputs = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> inputTensors = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> outputTensors = new LinkedHashMap<>();
  private FloatBuffer input = FloatBuffer.allocate(0);
  private @Nullable PinnedRun pinned;

  OnnxModel(
      OrtEnvironment environment, OrtSession session, ModelFile file, List<String> wantedOutputs)
      throws ModelException, OrtException {
    this.environment = environment;
    this.session = session;
    this.file = file;
    this.wantedOutputs = List.copyOf(wantedOutputs);
    pin(file.input().width(), file.input().height());
  }

  private void pin(int width, int height) throws ModelException, OrtException {
    ModelInput expected = file.input();
    long[] inputShape = {1, expected.channels(), height, width};
    check(session.getInputInfo().get(expected.name()), expected.name(), inputShape);
    unpin();
    input = NativeFloats.allocate(Math.toIntExact(size(inputShape)));
    inputTensors.put(expected.name(), OnnxTensor.createTensor(environment, input, inputShape));
    for (Map.Entry<String, long[]> output : outputShapes().entrySet()) {
      FloatBuffer buffer = NativeFloats.allocate(Math.toIntExact(size(output.getValue())));
      outputs.put(output.getKey(), buffer);
      outputTensors.put(
          output.getKey(), OnnxTensor.createTensor(environment, buffer, output.getValue()));
    }
    pinned = PinnedRun.of(session, inputTensors, outputTensors);
  }

  /** What the model declares or, where sides follow from the input's, what a trial run gives. */
  private Map<String, long[]> outputShapes() throws ModelException, OrtException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (String name : wantedOutputs) {
      long[] shape = shape(session.getOutputInfo().get(name), name).clone();
      if (shape.length > 0 && shape[0] < 0) {
        shape[0] = 1;
      }
      shapes.put(name, shape);
    }
    if (shapes.values().stream().allMatch(shape -> size(shape) > 0)) {
      return shapes;
    }
    try (OrtSession.Result result = session.run(inputTensors, Set.copyOf(wantedOutputs))) {
      for (String name : wantedOutputs) {
        OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
        shapes.put(name, tensor.getInfo().getShape());
      }
    }
    return shapes;
  }

  @Override
  public void resize(int width, int height) throws ModelException {
    try {
      pin(width, height);
    } catch (OrtException e) {
      throw new ModelException(
          "The model %s can't take pictures of %d×%d: %s"
              .formatted(file.path(), width, height, e.getMessage()),
          e);
    }
  }

  @Override
  public ModelFile file() {
    return file;
  }

  @Override
  public FloatBuffer input() {
    return input;
  }

  @Override
  public void run() throws ModelException {
    if (pinned == null) {
      throw new IllegalStateException("the model is closed");
    }
    try {
      pinned.run();
    } catch (OrtException e) {
      throw new ModelException(
          "The model %s failed to run: %s".formatted(file.path(), e.getMessage()), e);
    }
  }

  @Override
  public FloatBuffer output(String name) {
    FloatBuffer output = outputs.get(name);
    if (output == null) {
      throw new IllegalArgumentException(
          "the output %s was not asked for, only %s".formatted(name, outputs.keySet()));
    }
    return output;
  }

  @Override
  public void close() {
    unpin();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session was closed twice", e);
    }
  }

  private void unpin() {
    pinned = null;
    inputTensors.values().forEach(OnnxTensor::close);
    inputTensors.clear();
    outputTensors.values().forEach(OnnxTensor::close);
    outputTensors.clear();
    outputs.clear();
  }

  private void check(@Nullable NodeInfo node, String name, long[] expected) throws ModelException {
    long[] found = shape(node, name);
    boolean fits = found.length == expected.length;
    for (int i = 0; fits && i < found.length; i++) {
      fits = found[i] == expected[i] || found[i] < 0;
    }
    if (!fits) {
      throw new ModelException(
          "The model %s takes %s as %s, not as %s; its manifest must say what it takes."
              .formatted(file.path(), name, text(found), text(expected)));
    }
  }

  private long[] shape(@Nullable NodeInfo node, String name) throws ModelException {
    if (node == null
        || !(node.getInfo() instanceof TensorInfo tensor)
        || tensor.type != OnnxJavaType.FLOAT) {
      throw new ModelException(
          "The model %s has no tensor of 32-bit floats named %s, which its manifest promises."
              .formatted(file.path(), name));
    }
    return tensor.getShape();
  }

  private static long size(long[] shape) {
    long size = 1;
    for (long dimension : shape) {
      size *= Math.max(0, dimension);
    }
    return size;
  }

  private static String text(long[] shape) {
    List<String> parts = new ArrayList<>();
    for (long dimension : shape) {
      parts.add(dimension < 0 ? "any" : Long.toString(dimension));
    }
    return String.join("×", parts);
  }
}
