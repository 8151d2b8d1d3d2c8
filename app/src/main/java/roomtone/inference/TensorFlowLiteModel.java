package roomtone.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An interpreter with its tensors. Numbers go in and come out as floats; where a tensor has 8 bits
 * they are quantized as the file says.
 */
final class TensorFlowLiteModel implements LoadedModel {
  private final TensorFlowLite lite;
  private final ModelFile file;
  private final List<TensorFlowLite.Delegate> delegates;
  private final Arena arena = Arena.ofShared();
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();
  private final MemorySegment model;
  private final MemorySegment options;
  private final MemorySegment interpreter;
  private final Tensor input;
  private boolean closed;

  /** Takes the delegates over, also where it fails. */
  TensorFlowLiteModel(
      TensorFlowLite lite,
      ModelFile file,
      byte[] bytes,
      List<String> wanted,
      int threads,
      List<TensorFlowLite.Delegate> delegates)
      throws ModelException {
    this.lite = lite;
    this.file = file;
    this.delegates = List.copyOf(delegates);
    // 16 is what the schema aligns weights to, counted from the file's start.
    MemorySegment content = arena.allocate(Math.max(1, bytes.length), 16);
    MemorySegment.copy(bytes, 0, content, ValueLayout.JAVA_BYTE, 0, bytes.length);
    model = lite.createModel.call(content, bytes.length);
    options = lite.createOptions.call();
    lite.setThreads.call(options, threads);
    for (TensorFlowLite.Delegate delegate : delegates) {
      lite.addDelegate.call(options, delegate.pointer());
    }
    interpreter =
        model.equals(MemorySegment.NULL)
            ? MemorySegment.NULL
            : lite.createInterpreter.call(model, options);
    try {
      input = prepare(wanted);
    } catch (ModelException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Tensor prepare(List<String> wanted) throws ModelException {
    if (interpreter.equals(MemorySegment.NULL)) {
      throw new ModelException(
          "TensorFlow Lite can't load the model %s: it is broken, or for another version."
              .formatted(file.path()));
    }
    if (lite.allocateTensors.call(interpreter) != TensorFlowLite.OK) {
      throw new ModelException(
          "TensorFlow Lite can't make room for the model %s: its operators are for another version or device."
              .formatted(file.path()));
    }
    if (lite.inputCount.call(interpreter) != 1) {
      throw new ModelException(
          "The model %s takes more than one tensor; its manifest must say what it takes."
              .formatted(file.path()));
    }
    Tensor taken = tensor(lite.inputTensor.call(interpreter, 0));
    List<Integer> expected =
        List.of(1, file.input().height(), file.input().width(), file.input().channels());
    if (!taken.shape().equals(expected)) {
      throw new ModelException(
          "The model %s takes %s as %s, not as %s; its manifest must say what it takes."
              .formatted(file.path(), file.input().name(), taken.shape(), expected));
    }
    if (file.input().channels() != 1) {
      throw new ModelException(
          "The model %s takes colours, which a .tflite file has in another order than Roomtone."
              .formatted(file.path()));
    }
    Map<String, Tensor> given = new LinkedHashMap<>();
    for (int i = 0; i < lite.outputCount.call(interpreter); i++) {
      MemorySegment tensor = lite.outputTensor.call(interpreter, i);
      given.put(NativeLibrary.text(lite.name.call(tensor)), tensor(tensor));
    }
    for (String name : wanted) {
      Tensor found = given.get(name);
      if (found == null) {
        throw new ModelException(
            "The model %s has no tensor of 32-bit floats named %s, which its manifest promises."
                .formatted(file.path(), name));
      }
      outputs.put(name, found);
    }
    return taken;
  }

  private Tensor tensor(MemorySegment tensor) throws ModelException {
    int type = lite.tensorType.call(tensor);
    if (type != TensorFlowLite.FLOAT32 && type != TensorFlowLite.INT8) {
      throw new ModelException(
          "The model %s has a tensor of type %d, where Roomtone knows floats and 8 bits."
              .formatted(file.path(), type));
    }
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < lite.dimensions.call(tensor); i++) {
      shape.add(lite.dimension.call(tensor, i));
    }
    MemorySegment quantization = lite.quantization.call(arena, tensor);
    MemorySegment data = lite.data.call(tensor).reinterpret(lite.byteSize.call(tensor));
    return new Tensor(
        data,
        type == TensorFlowLite.INT8,
        quantization.get(ValueLayout.JAVA_FLOAT, 0),
        quantization.get(ValueLayout.JAVA_INT, Float.BYTES),
        List.copyOf(shape),
        NativeFloats.allocate(shape.stream().reduce(1, Math::multiplyExact)));
  }

  @Override
  public ModelFile file() {
    return file;
  }

  @Override
  public FloatBuffer input() {
    return input.floats();
  }

  @Override
  public boolean takesAnySize() {
    return false;
  }

  @Override
  public void resize(int width, int height) throws ModelException {
    if (width != file.input().width() || height != file.input().height()) {
      throw new ModelException(
          "The model %s takes pictures of %d×%d only, not of %d×%d."
              .formatted(file.path(), file.input().width(), file.input().height(), width, height));
    }
  }

  @Override
  public void run() throws ModelException {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    input.fill();
    if (lite.invoke.call(interpreter) != TensorFlowLite.OK) {
      throw new ModelException("The model %s failed to run.".formatted(file.path()));
    }
    outputs.values().forEach(Tensor::read);
  }

  @Override
  public FloatBuffer output(String name) {
    Tensor output = outputs.get(name);
    if (output == null) {
      throw new IllegalArgumentException(
          "the output %s was not asked for, only %s".formatted(name, outputs.keySet()));
    }
    return output.floats();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!interpreter.equals(MemorySegment.NULL)) {
      lite.deleteInterpreter.call(interpreter);
    }
    lite.deleteOptions.call(options);
    delegates.forEach(delegate -> delegate.delete().run());
    if (!model.equals(MemorySegment.NULL)) {
      lite.deleteModel.call(model);
    }
    arena.close();
  }

  /**
   * A tensor and the floats that stand for it.
   *
   * @param data the interpreter's own memory
   * @param eightBits whether that holds s8, else float32
   * @param scale a step of 8 bits is so much
   * @param zero the integer that stands for 0
   * @param floats what Roomtone writes or reads
   */
  private record Tensor(
      MemorySegment data,
      boolean eightBits,
      float scale,
      int zero,
      List<Integer> shape,
      FloatBuffer floats) {
    void fill() {
      for (int i = 0; i < floats.capacity(); i++) {
        if (eightBits) {
          int step = (int) Math.rint(floats.get(i) / scale) + zero;
          data.set(
              ValueLayout.JAVA_BYTE, i, (byte) Math.clamp(step, Byte.MIN_VALUE, Byte.MAX_VALUE));
        } else {
          data.setAtIndex(ValueLayout.JAVA_FLOAT, i, floats.get(i));
        }
      }
    }

    void read() {
      for (int i = 0; i < floats.capacity(); i++) {
        floats.put(
            i,
            eightBits
                ? (data.get(ValueLayout.JAVA_BYTE, i) - zero) * scale
                : data.getAtIndex(ValueLayout.JAVA_FLOAT, i));
      }
    }
  }
}
