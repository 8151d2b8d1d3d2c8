package roomtone.evaluate;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import roomtone.emotion.EmotionClassifier;
import roomtone.emotion.EmotionScores;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;

/** Measures an expression model on labelled faces. For one thread. */
public final class ExpressionEvaluation {
  private final InferenceEngine engine;
  private final ModelFile file;
  private final Optional<ModelFile> twin;

  /**
   * An evaluation of one file.
   *
   * @param twin the same model in the other precision, to compare with
   */
  public ExpressionEvaluation(InferenceEngine engine, ModelFile file, Optional<ModelFile> twin) {
    this.engine = engine;
    this.file = file;
    this.twin = twin;
  }

  /**
   * Reads all faces, in both precisions where there are two.
   *
   * @param progress told how many pictures are done
   * @return the figures by name, as JSON has them; null where these faces can't tell
   * @throws EvaluationException if not one picture can be read
   */
  public Map<String, @Nullable Object> run(LabelledFaces faces, IntConsumer progress)
      throws EvaluationException, ModelException {
    var report = new ExpressionReport(file);
    try (EmotionClassifier classifier = load(file);
        EmotionClassifier other = twin.isPresent() ? load(twin.get()) : null) {
      for (int i = 0; i < faces.size(); i++) {
        Optional<LabelledFace> read = faces.read(i);
        if (read.isPresent()) {
          LabelledFace face = read.get();
          Map<String, EmotionScores> otherAnswers =
              other == null ? Map.of() : other.classifyByOutput(face.frame(), face.box());
          report.add(face, classifier.classifyByOutput(face.frame(), face.box()), otherAnswers);
        }
        progress.accept(i + 1);
      }
    }
    return report.figures(faces);
  }

  private EmotionClassifier load(ModelFile model) throws ModelException {
    return EmotionClassifier.load(engine, model, 0, model.outputs());
  }
}
