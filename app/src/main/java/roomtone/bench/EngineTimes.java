package roomtone.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import roomtone.inference.Accelerators;
import roomtone.inference.EngineChoice;
import roomtone.inference.InferenceEngine;
import roomtone.inference.InferenceSettings;
import roomtone.inference.LoadedModel;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelManifest;

/** Times every model file on every engine that is here, and says which engines are not. */
public final class EngineTimes {
  private static final int WARM_UP_RUNS = 20;
  private static final int RUNS = 200;

  private final Accelerators accelerators;
  private final ModelManifest models;
  private final Map<String, Object> times = new LinkedHashMap<>();
  private final Map<String, Object> missing = new LinkedHashMap<>();

  /** Nothing runs yet. */
  public EngineTimes(InferenceSettings settings, ModelManifest models) {
    accelerators = new Accelerators(settings, 1);
    this.models = models;
  }

  /** Opens an engine. */
  @FunctionalInterface
  private interface Opening {
    InferenceEngine open() throws ModelException;
  }

  /** Runs them all, one after another, each on one thread of the processor. */
  public Map<String, Object> measure() {
    time("ONNX Runtime", true, () -> accelerators.accelerator(new EngineChoice.Cpu()));
    time("TensorFlow Lite", true, () -> InferenceEngine.tensorFlowLite(1));
    for (Accelerators.Finding finding : accelerators.look()) {
      switch (finding) {
        case Accelerators.Finding.Found(EngineChoice choice, String _) ->
            time(choice.toString(), false, () -> accelerators.accelerator(choice));
        case Accelerators.Finding.Missing(String name, String reason) ->
            missing.put(name, Map.of("reason", reason));
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("engines", times);
    figures.put("enginesMissing", missing);
    return figures;
  }

  private void time(String name, boolean verified, Opening opening) {
    try (InferenceEngine engine = opening.open()) {
      Map<String, Object> rows = new LinkedHashMap<>();
      List<String> troubles = new ArrayList<>();
      for (ModelFile file : models.models()) {
        if (engine.runs(file)) {
          try {
            rows.put(file.name() + " " + file.precision().label(), row(engine, file, verified));
          } catch (ModelException e) {
            troubles.add(String.valueOf(e.getMessage()));
          }
        }
      }
      times.put(name, rows);
      if (!troubles.isEmpty()) {
        missing.put(name, Map.of("reason", String.join("; ", troubles)));
      }
    } catch (ModelException e) {
      missing.put(name, Map.of("reason", String.valueOf(e.getMessage())));
    }
  }

  private static Map<String, Object> row(InferenceEngine engine, ModelFile file, boolean verified)
      throws ModelException {
    long start = System.nanoTime();
    try (LoadedModel model = engine.load(file, file.outputs())) {
      double loadMillis = (System.nanoTime() - start) / 1e6;
      for (int i = 0; i < WARM_UP_RUNS; i++) {
        model.run();
      }
      var nanos = new Histogram(3);
      for (int i = 0; i < RUNS; i++) {
        long before = System.nanoTime();
        model.run();
        nanos.recordValue(System.nanoTime() - before);
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("loadMillis", loadMillis);
      row.put("p50Millis", nanos.getValueAtPercentile(50) / 1e6);
      row.put("p95Millis", nanos.getValueAtPercentile(95) / 1e6);
      row.put("verifiedOnHardware", verified);
      return row;
    }
  }
}
