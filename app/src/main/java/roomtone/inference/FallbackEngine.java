package roomtone.inference;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An accelerator, and the processor for what it can't do: a model that it does not take, and every
 * model from the moment on at which it fails to run it.
 */
final class FallbackEngine implements InferenceEngine {
  private static final Logger log = LoggerFactory.getLogger(FallbackEngine.class);

  private final InferenceEngine accelerator;
  private final List<InferenceEngine> processors;
  private final Map<String, String> reasons = new ConcurrentSkipListMap<>();

  /**
   * Both, taken over.
   *
   * @param processors what the processor runs models by; together they run every file
   */
  FallbackEngine(InferenceEngine accelerator, List<InferenceEngine> processors) {
    this.accelerator = accelerator;
    this.processors = List.copyOf(processors);
  }

  @Override
  public boolean runs(ModelFile file) {
    return accelerator.runs(file);
  }

  @Override
  public LoadedModel load(ModelFile file, List<String> outputs) throws ModelException {
    if (!accelerator.runs(file)) {
      return instead(file, outputs, "no file of it is made for this engine");
    }
    try {
      return new FallbackModel(
          accelerator.load(file, outputs), reason -> instead(file, outputs, reason));
    } catch (ModelException e) {
      return instead(file, outputs, String.valueOf(e.getMessage()));
    }
  }

  private LoadedModel instead(ModelFile file, List<String> outputs, String reason)
      throws ModelException {
    InferenceEngine processor =
        processors.stream()
            .filter(engine -> engine.runs(file))
            .findFirst()
            .orElseThrow(() -> new ModelException(reason));
    LoadedModel model = processor.load(file, outputs);
    reasons.put(file.name(), reason);
    log.warn(
        "the model {} runs on the {} instead of {}: {}",
        file.name(),
        processor.description(),
        accelerator.description(),
        reason);
    return model;
  }

  @Override
  public String description() {
    return reasons.isEmpty()
        ? accelerator.description()
        : accelerator.description()
            + reasons.entrySet().stream()
                .map(entry -> "%s (%s)".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", "; on the CPU instead: ", ""));
  }

  @Override
  public void close() {
    accelerator.close();
    processors.forEach(InferenceEngine::close);
  }
}
