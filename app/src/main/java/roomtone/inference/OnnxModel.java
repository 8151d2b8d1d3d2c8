package roomtone.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session with its input and outputs pinned to buffers that live as long as it does. */
final class OnnxModel implements LoadedModel {
  private final OrtSession session;
  private final ModelFile file;
  private final FloatBuffer input;
  private final Map<String, FloatBuffer> outputs = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> inputTensors;
  private final Map<String, OnnxTensor> outputTensors = new LinkedHashMap<>();

  OnnxModel(
      OrtEnvironment environment, OrtSession session, ModelFile file, List<String> wantedOutputs)
      throws ModelException, OrtException {
    this.session = session;
    this.file = file;
    ModelInput expected = file.input();
    long[] inputShape = {1, expected.channels(), expected.height(), expected.width()};
    check(session.getInputInfo().get(expected.name()), expected.name(), inputShape);
    input = floats(expected.size());
    inputTensors = Map.of(expected.name(), OnnxTensor.createTensor(environment, input, inputShape));
    for (String name : wantedOutputs) {
      long[] shape = fixedBatch(session.getOutputInfo().get(name), name);
      FloatBuffer buffer = floats(Math.toIntExact(size(shape)));
      outputs.put(name, buffer);
      outputTensors.put(name, OnnxTensor.createTensor(environment, buffer, shape));
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
    // Closing the result would close the pinned tensors' neighbours only; these stay ours.
    try (var _ = session.run(inputTensors, java.util.Set.of(), outputTensors)) {
      return;
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
    inputTensors.values().forEach(OnnxTensor::close);
    outputTensors.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session was closed twice", e);
    }
  }

  private void check(@Nullable NodeInfo node, String name, long[] expected) throws ModelException {
    long[] found = shape(node, name);
    boolean fits = found.length == expected.length;
    for (int i = 0; fits && i < found.length; i++) {
      fits = found[i] == expected[i] || found[i] < 0;
    }
    if (!fits) {
      throw new ModelException(
          "The model %s takes %s as %s, but its manifest says %s."
              .formatted(file.path(), name, text(found), text(expected)));
    }
  }

  private long[] fixedBatch(@Nullable NodeInfo node, String name) throws ModelException {
    long[] shape = shape(node, name).clone();
    if (shape.length > 0 && shape[0] < 0) {
      shape[0] = 1;
    }
    if (size(shape) < 1) {
      throw new ModelException(
          "The model %s gives %s as %s, which is no fixed size."
              .formatted(file.path(), name, text(shape)));
    }
    return shape;
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
      size *= dimension;
    }
    return size;
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static String text(long[] shape) {
    List<String> parts = new ArrayList<>();
    for (long dimension : shape) {
      parts.add(dimension < 0 ? "any" : Long.toString(dimension));
    }
    return String.join("×", parts);
  }
}
