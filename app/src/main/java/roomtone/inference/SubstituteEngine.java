package roomtone.inference;

import java.util.List;

/**
 * The processor, where it runs because what was chosen can't.
 *
 * @param reason why, for people
 */
record SubstituteEngine(InferenceEngine engine, String reason) implements InferenceEngine {
  @Override
  public boolean runs(ModelFile file) {
    return engine.runs(file);
  }

  @Override
  public LoadedModel load(ModelFile file, List<String> outputs) throws ModelException {
    return engine.load(file, outputs);
  }

  @Override
  public String description() {
    return "%s, %s".formatted(engine.description(), reason);
  }

  @Override
  public void close() {
    engine.close();
  }
}
