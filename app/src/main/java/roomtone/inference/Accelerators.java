package roomtone.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what can run models here beside ONNX Runtime. For one thread. */
public final class Accelerators {
  private static final Logger log = LoggerFactory.getLogger(Accelerators.class);

  private final InferenceSettings settings;
  private final int threads;

  /**
   * With the libraries that the settings name.
   *
   * @param threads how many threads one run on the processor may use, at least 1
   */
  public Accelerators(InferenceSettings settings, int threads) {
    this.settings = settings;
    this.threads = threads;
  }

  /** What was looked for. */
  public sealed interface Finding {
    /**
     * It is here. None of them was ever run on its own hardware by Roomtone's makers.
     *
     * @param choice what to set to use it
     * @param description of the engine, for people
     */
    record Found(EngineChoice choice, String description) implements Finding {}

    /**
     * It is not here.
     *
     * @param name what is missing, for people
     * @param reason why, for people
     */
    record Missing(String name, String reason) implements Finding {}
  }

  /** Looks for each accelerator: devices are counted, no model is loaded. */
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    try {
      for (String device : OpenVinoEngine.devices(settings.openVinoLibrary())) {
        findings.add(look("OpenVINO on " + device, new EngineChoice.OpenVino(Optional.of(device))));
      }
    } catch (ModelException e) {
      findings.add(new Finding.Missing("OpenVINO", String.valueOf(e.getMessage())));
    }
    findings.add(look("Coral", new EngineChoice.Coral()));
    return findings;
  }

  private Finding look(String name, EngineChoice choice) {
    try (InferenceEngine engine = accelerator(choice)) {
      return new Finding.Found(choice, engine.description());
    } catch (ModelException e) {
      return new Finding.Missing(name, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The engine of a choice without any fallback.
   *
   * @throws ModelException if it can't be used here
   */
  public InferenceEngine accelerator(EngineChoice choice) throws ModelException {
    return switch (choice) {
      case EngineChoice.OpenVino(Optional<String> device) ->
          OpenVinoEngine.open(settings.openVinoLibrary(), device, threads);
      case EngineChoice.Coral() -> TensorFlowLiteEngine.coral(settings.edgeTpuLibrary(), threads);
      case EngineChoice.Cpu(), EngineChoice.Auto() -> new OnnxEngine(threads);
    };
  }

  /** As {@link InferenceEngine#open}. */
  InferenceEngine open(ModelManifest models) {
    EngineChoice choice = settings.engine();
    return switch (choice) {
      case EngineChoice.Cpu() -> new OnnxEngine(threads);
      case EngineChoice.Auto() -> first(models);
      case EngineChoice.OpenVino _, EngineChoice.Coral _ -> chosen(choice);
    };
  }

  private InferenceEngine chosen(EngineChoice choice) {
    try {
      return withFallback(accelerator(choice));
    } catch (ModelException e) {
      log.warn("the processor runs the models instead of {}: {}", choice, e.getMessage());
      return new SubstituteEngine(
          new OnnxEngine(threads), "instead of %s: %s".formatted(choice, e.getMessage()));
    }
  }

  private InferenceEngine first(ModelManifest models) {
    boolean compiled = models.models().stream().anyMatch(model -> model.compiled().isPresent());
    List<EngineChoice> worthwhile = new ArrayList<>();
    for (Finding finding : look()) {
      switch (finding) {
        case Finding.Found(EngineChoice.Coral coral, String _) when compiled ->
            worthwhile.addFirst(coral);
        case Finding.Found(EngineChoice.OpenVino openVino, String _)
            when openVino.device().filter(Predicate.not(OpenVinoEngine::isCpu)).isPresent() ->
            worthwhile.add(openVino);
        case Finding.Found(EngineChoice choice, String _) ->
            log.info("{} is here and not used: it is no faster than the processor", choice);
        case Finding.Missing(String name, String reason) ->
            log.info("{} is not used: {}", name, reason);
      }
    }
    return worthwhile.isEmpty()
        ? new SubstituteEngine(new OnnxEngine(threads), "as no accelerator is here")
        : chosen(worthwhile.getFirst());
  }

  private InferenceEngine withFallback(InferenceEngine accelerator) throws ModelException {
    InferenceEngine processor = new OnnxEngine(threads);
    return accelerator instanceof TensorFlowLiteEngine
        ? new FallbackEngine(accelerator, List.of(processor, TensorFlowLiteEngine.cpu(threads)))
        : new FallbackEngine(accelerator, List.of(processor));
  }
}
