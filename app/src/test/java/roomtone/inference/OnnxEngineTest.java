package roomtone.inference;

class OnnxEngineTest extends EngineContract {
  @Override
  InferenceEngine engine() {
    return InferenceEngine.cpu(1);
  }
}
