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

  /** What runs the models, for people: {@code "CPU (ONNX Runtime 1.29.0)"}. */
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
}
