package roomtone.evaluate;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import roomtone.emotion.Emotion;
import roomtone.inference.InferenceEngine;
import roomtone.inference.LoadedModel;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;

/**
 * An engine whose models answer by a script, from how bright the picture is, and take as long as
 * they are told on a clock of its own. It checks files as the real one does.
 */
final class ScriptedEngine implements InferenceEngine {
  /** How sure every answer is. */
  static final float CONFIDENCE = 0.94f;

  private final Script script;
  private final AtomicLong nanos = new AtomicLong();
  private final Map<String, Long> costs = new HashMap<>();
  private int open;

  /** What a model answers. */
  @FunctionalInterface
  interface Script {
    /** The expression that one of the outputs of a model sees in the input. */
    Emotion answer(ModelFile file, String output, FloatBuffer input);
  }

  ScriptedEngine(Script script) {
    this.script = script;
  }

  /** How long a run of a model takes. */
  void cost(String model, long nanosARun) {
    costs.put(model, nanosARun);
  }

  /** The clock that runs while models run. */
  long nanos() {
    return nanos.get();
  }

  /** How many models are loaded and not closed. */
  int open() {
    return open;
  }

  @Override
  public LoadedModel load(ModelFile file, List<String> outputs) throws ModelException {
    file.readVerified();
    open++;
    FloatBuffer input = FloatBuffer.allocate(file.input().size());
    Map<String, FloatBuffer> answers = new HashMap<>();
    outputs.forEach(output -> answers.put(output, FloatBuffer.allocate(file.labels().size())));
    return new LoadedModel() {
      @Override
      public ModelFile file() {
        return file;
      }

      @Override
      public FloatBuffer input() {
        return input;
      }

      @Override
      public void resize(int width, int height) {
        throw new UnsupportedOperationException("one size only");
      }

      @Override
      public void run() {
        nanos.addAndGet(costs.getOrDefault(file.name(), 0L));
        answers.forEach((output, answer) -> {
          int place = file.labels().indexOf(script.answer(file, output, input).label());
          for (int i = 0; i < answer.capacity(); i++) {
            answer.put(i, i == place ? CONFIDENCE : (1 - CONFIDENCE) / 6);
          }
        });
      }

      @Override
      public FloatBuffer output(String name) {
        return Objects.requireNonNull(answers.get(name));
      }

      @Override
      public void close() {
        open--;
      }
    };
  }

  @Override
  public String description() {
    return "a script";
  }

  @Override
  public void close() {
    // Nothing to free.
  }
}
