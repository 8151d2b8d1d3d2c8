package roomtone.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.util.List;

/** ONNX Runtime on the CPU. */
final class OnnxEngine implements InferenceEngine {
  private final int threads;
  private final OrtEnvironment environment;

  OnnxEngine(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("an engine with " + threads + " threads");
    }
    this.threads = threads;
    NoTelemetry.insist();
    environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
  }

  @Override
  public LoadedModel load(ModelFile file, List<String> outputs) throws ModelException {
    byte[] bytes = file.readVerified();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      // One small model at a time: the arena would only keep memory that a Pi lacks.
      options.setCPUArenaAllocator(false);
      OrtSession session = environment.createSession(bytes, options);
      try {
        return new OnnxModel(environment, session, file, outputs);
      } catch (ModelException | OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new ModelException(
          "ONNX Runtime can't load the model %s: %s".formatted(file.path(), e.getMessage()), e);
    }
  }

  @Override
  public String description() {
    return "CPU (ONNX Runtime %s, %d thread%s)"
        .formatted(environment.getVersion(), threads, threads == 1 ? "" : "s");
  }

  @Override
  public void close() {
    // The environment is the process's own and has nothing that needs to be freed here.
  }
}
