package roomtone.emotion;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import roomtone.camera.Frame;
import roomtone.face.FaceBox;
import roomtone.inference.InferenceEngine;
import roomtone.inference.LoadedModel;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;

/** Reads the expression on a face. For one thread; closing frees the model. */
public final class EmotionClassifier implements ExpressionReader, AutoCloseable {
  /** The output that speaks for the kiosk: both heads of the model, blended and calibrated. */
  public static final String PROBABILITIES = "probabilities";

  private static final List<String> LABELS =
      Arrays.stream(Emotion.values()).map(Emotion::label).toList();

  private final LoadedModel model;
  private final List<String> outputs;
  private final float margin;
  private final float[] probabilities = new float[LABELS.size()];

  private EmotionClassifier(LoadedModel model, List<String> outputs, float margin) {
    this.model = model;
    this.outputs = List.copyOf(outputs);
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
    return load(engine, file, margin, List.of(PROBABILITIES));
  }

  /**
   * Loads a model as above, with the outputs that are wanted of it.
   *
   * @param margin as in {@link EmotionSettings}
   * @param outputs names that the manifest lists, at least one
   */
  public static EmotionClassifier load(
      InferenceEngine engine, ModelFile file, float margin, List<String> outputs)
      throws ModelException {
    if (!file.labels().equals(LABELS)) {
      throw new ModelException(
          "The model %s gives %s, not the seven expressions %s."
              .formatted(file.name(), file.labels(), LABELS));
    }
    LoadedModel model = engine.load(file, outputs);
    try {
      for (String output : outputs) {
        int found = model.output(output).capacity();
        if (found != LABELS.size()) {
          throw new ModelException(
              "The model %s gives %d numbers as %s, not 7 probabilities."
                  .formatted(file.path(), found, output));
        }
      }
      model.run();
    } catch (ModelException e) {
      model.close();
      throw e;
    }
    return new EmotionClassifier(model, outputs, margin);
  }

  @Override
  public void crop(Frame frame, FaceBox box) {
    FaceCrop.fill(frame, box, margin, model.file().input(), model.input());
  }

  /**
   * Reads the face that was cut out last by the first of the outputs.
   *
   * @throws ModelException if the model fails to run or gives no probabilities
   */
  @Override
  public EmotionScores read() throws ModelException {
    model.run();
    return scores(outputs.getFirst());
  }

  /**
   * Reads one face by each of the outputs, in one run.
   *
   * @return the scores by the output's name
   * @throws ModelException if the model fails to run or gives no probabilities
   */
  public Map<String, EmotionScores> classifyByOutput(Frame frame, FaceBox box)
      throws ModelException {
    crop(frame, box);
    model.run();
    Map<String, EmotionScores> scores = new LinkedHashMap<>();
    for (String output : outputs) {
      scores.put(output, scores(output));
    }
    return scores;
  }

  private EmotionScores scores(String output) throws ModelException {
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
