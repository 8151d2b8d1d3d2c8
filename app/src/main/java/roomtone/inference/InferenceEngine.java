package roomtone.inference;

import java.util.List;

/** Loads model files. Any thread may; each loaded model is for one thread. */
public interface InferenceEngine extends AutoCloseable {
  /**
   * Reads, checks and prepares a model.
   *
   * @param outputs which of the file's outputs are wanted
   * @throws ModelException if the file is missing, another one than the manifest's, or no model
   */
  LoadedModel load(ModelFile file, List<String> outputs) throws ModelException;

  /** Whether this engine is made for the file; another it may refuse. */
  default boolean runs(ModelFile file) {
    return file.format() == ModelFormat.ONNX;
  }

  /**
   * What runs the models, for people: {@code "CPU (ONNX Runtime 1.29.0)"}. Where that is not what
   * was chosen, with the reason; it may change when a device is lost.
   */
  String description();

  @Override
  void close();

  /**
   * The engine that every machine has: ONNX Runtime on the processor.
   *
   * @param threads how many threads one run may use, at least 1
   */
  static InferenceEngine cpu(int threads) {
    return new OnnxEngine(threads);
  }

  /**
   * TensorFlow Lite on the processor, which runs the files that are made for the Edge TPU.
   *
   * @param threads how many threads one run may use, at least 1
   * @throws ModelException if its library can't be loaded
   */
  static InferenceEngine tensorFlowLite(int threads) throws ModelException {
    return TensorFlowLiteEngine.cpu(threads);
  }

  /**
   * The engine that the settings ask for, or the processor with the reason in its {@link
   * #description}: an accelerator that is missing, or lost later, never stops the kiosk.
   *
   * @param models what is to run: an Edge TPU is chosen by itself only where something was compiled
   *     for it
   * @param threads how many threads one run on the processor may use, at least 1
   */
  static InferenceEngine open(InferenceSettings settings, ModelManifest models, int threads) {
    return new Accelerators(settings, threads).open(models);
  }
}
