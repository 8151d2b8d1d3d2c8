package roomtone.emotion;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import roomtone.camera.Frame;
import roomtone.face.FaceBox;
import roomtone.inference.InferenceEngine;
import roomtone.inference.LoadedModel;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;

/** Reads the expression on a face. For one thread; closing frees the model. */
public final class EmotionClassifier implements AutoCloseable {
  /** The output that speaks for the kiosk: both heads of the model, blended and calibrated. */
  private static final String PROBABILITIES = "probabilities";

  private static final List<String> LABELS =
      Arrays.stream(Emotion.values()).map(Emotion::label).toList();

  private final LoadedModel model;
  private final String output;
  private final float margin;
  private final float[] probabilities = new float[LABELS.size()];

  private EmotionClassifier(LoadedModel model, String output, float margin) {
    this.model = model;
    this.output = output;
    this.margin = margin;
  }

  /**
   * Loads a model and runs it once, so that the first face is as fast as the next.
   *
   * @param margin how much wider than the detected box the crop is, −0.4 to 1
   * @throws ModelException if the file is missing, another one, or gives no expressions
   */
  public static EmotionClassifier load(InferenceEngine engine, ModelFile file, float margin)
      throws ModelException {
    return load(engine, file, margin, PROBABILITIES);
  }

  /**
   * Loads a model as above, but answers with another of its outputs, for measuring it.
   *
   * @param output a name that the manifest lists: {@code "fer2013"} or {@code "ferplus"}
   */
  public static EmotionClassifier load(
      InferenceEngine engine, ModelFile file, float margin, String output) throws ModelException {
    if (!file.labels().equals(LABELS)) {
      throw new ModelException(
          "The model %s gives %s, not the seven expressions %s."
              .formatted(file.name(), file.labels(), LABELS));
    }
    LoadedModel model = engine.load(file, List.of(output));
    if (model.output(output).capacity() != LABELS.size()) {
      int found = model.output(output).capacity();
      model.close();
      throw new ModelException(
          "The model %s gives %d probabilities, not 7.".formatted(file.path(), found));
    }
    model.run();
    return new EmotionClassifier(model, output, margin);
  }

  /**
   * Reads one face.
   *
   * @throws ModelException if the model fails to run or gives no probabilities
   */
  public EmotionScores classify(Frame frame, FaceBox box) throws ModelException {
    FaceCrop.fill(frame, box, margin, model.file().input(), model.input());
    model.run();
    FloatBuffer answer = model.output(output);
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = answer.get(i);
    }
    try {
      return EmotionScores.of(probabilities);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "The model %s gave no probabilities: %s.".formatted(model.file().path(), e.getMessage()),
          e);
    }
  }

  /** The file that reads. */
  public ModelFile file() {
    return model.file();
  }

  @Override
  public void close() {
    model.close();
  }
}
