package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine keeps, shown on the expression model that ships. */
abstract class EngineContract {
  private static final int LABELS = 7;
  static final Path MODELS =
      Path.of(System.getProperty("roomtone.home", "target/roomtone"), "models");

  @TempDir Path folder;

  /** A new engine, on one thread. */
  abstract InferenceEngine engine() throws Exception;

  /** The shipped file that this engine runs. */
  final ModelFile file(InferenceEngine engine) throws ModelException {
    return ModelManifest.read(MODELS).preferredBy(engine).find("expression", Precision.INT8);
  }

  @Test
  final void aFaceGivesADistributionForEachOutputAskedFor() throws Exception {
    try (InferenceEngine engine = engine();
        LoadedModel model = engine.load(file(engine), List.of("probabilities", "ferplus"))) {
      assertThat(engine.runs(model.file())).isTrue();
      assertThat(model.input().capacity()).isEqualTo(48 * 48);
      for (String name : List.of("probabilities", "ferplus")) {
        float[] numbers = run(model, 1, name);
        assertThat(numbers).hasSize(LABELS);
        double sum = 0;
        for (float number : numbers) {
          assertThat(number).isBetween(0f, 1f);
          sum += number;
        }
        assertThat(sum).isCloseTo(1, within(1e-3));
      }
      assertThatThrownBy(() -> model.output("fer2013"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not asked for");
    }
  }

  @Test
  final void theSameFaceGivesTheSameAndAnotherSomethingElse() throws Exception {
    try (InferenceEngine engine = engine();
        LoadedModel model = engine.load(file(engine), List.of("probabilities"))) {
      float[] first = run(model, 1, "probabilities");
      float[] other = run(model, 2, "probabilities");
      assertThat(other).isNotEqualTo(first);
      assertThat(run(model, 1, "probabilities")).containsExactly(first);
    }
  }

  @Test
  final void anOutputThatTheFileLacksIsNamed() throws Exception {
    try (InferenceEngine engine = engine()) {
      ModelFile file = file(engine);
      assertThatThrownBy(() -> engine.load(file, List.of("nonsense")).close())
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("nonsense");
    }
  }

  @Test
  final void aFileThatIsNoModelIsRefused() throws Exception {
    try (InferenceEngine engine = engine()) {
      ModelFile broken =
          copy(file(engine), "this is no model".getBytes(StandardCharsets.UTF_8), true);
      assertThatThrownBy(() -> engine.load(broken, broken.outputs()).close())
          .isInstanceOf(ModelException.class)
          .hasMessageContaining(broken.path().toString());
    }
  }

  @Test
  final void aFileThatIsNotTheManifestsIsRefusedUnread() throws Exception {
    try (InferenceEngine engine = engine()) {
      ModelFile shipped = file(engine);
      byte[] bytes = Files.readAllBytes(shipped.path());
      bytes[bytes.length / 2] ^= 1;
      ModelFile changed = copy(shipped, bytes, false);
      assertThatThrownBy(() -> engine.load(changed, changed.outputs()).close())
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("not the one in the manifest");
      Files.delete(changed.path());
      assertThatThrownBy(() -> engine.load(changed, changed.outputs()).close())
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("is missing");
    }
  }

  @Test
  final void aModelThatIsClosedDoesNotRun() throws Exception {
    try (InferenceEngine engine = engine()) {
      LoadedModel model = engine.load(file(engine), List.of("probabilities"));
      model.close();
      assertThatThrownBy(model::run).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  final void aSizeIsTakenOrRefusedAndTheOldOneStillRuns() throws Exception {
    try (InferenceEngine engine = engine();
        LoadedModel model = engine.load(file(engine), List.of("probabilities"))) {
      model.resize(48, 48);
      if (!model.takesAnySize()) {
        assertThatThrownBy(() -> model.resize(64, 48))
            .isInstanceOf(ModelException.class)
            .hasMessageContaining("64×48");
      }
      assertThat(run(model, 1, "probabilities")).hasSize(LABELS);
    }
  }

  @Test
  final void modelsRunOnSeveralThreadsAtOnce() throws Exception {
    try (InferenceEngine engine = engine();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        LoadedModel first = engine.load(file(engine), List.of("probabilities"));
        LoadedModel second = engine.load(file(engine), List.of("probabilities"))) {
      float[] alone = run(first, 1, "probabilities");
      Callable<float[]> again = () -> last(first, 1);
      Callable<float[]> beside = () -> last(second, 1);
      for (Future<float[]> answer : threads.invokeAll(List.of(again, beside))) {
        assertThat(answer.get()).containsExactly(alone);
      }
    }
  }

  @Test
  final void theDescriptionSaysWhatRuns() throws Exception {
    try (InferenceEngine engine = engine()) {
      assertThat(engine.description()).isNotBlank().doesNotContain("instead");
    }
  }

  private static float[] last(LoadedModel model, int face) throws ModelException {
    float[] numbers = {};
    for (int i = 0; i < 20; i++) {
      numbers = run(model, face, "probabilities");
    }
    return numbers;
  }

  /** What a model says of a made-up face. */
  static float[] run(LoadedModel model, int face, String output) throws ModelException {
    for (int i = 0; i < model.input().capacity(); i++) {
      model.input().put(i, (float) Math.sin(i * (0.01 + 0.1 * face)) * 0.5f + 0.5f);
    }
    model.run();
    float[] numbers = new float[model.output(output).capacity()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = model.output(output).get(i);
    }
    return numbers;
  }

  private ModelFile copy(ModelFile of, byte[] bytes, boolean rightHash) throws IOException {
    Path path = Files.write(folder.resolve(of.path().getFileName()), bytes);
    return new ModelFile(
        of.name(),
        of.task(),
        of.precision(),
        of.format(),
        path,
        rightHash ? ModelFile.hash(new ByteArrayInputStream(bytes)) : of.sha256(),
        of.input(),
        of.outputs(),
        of.labels(),
        of.unsureBelow(),
        Optional.empty());
  }
}
