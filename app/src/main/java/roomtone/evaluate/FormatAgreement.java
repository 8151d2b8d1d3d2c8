package roomtone.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionClassifier;
import roomtone.emotion.EmotionScores;
import roomtone.face.FaceBox;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;

/** Compares the same model in two formats, each on the engine made for it. For one thread. */
public final class FormatAgreement {
  private final InferenceEngine onnx;
  private final InferenceEngine lite;

  /** Both engines, which stay the caller's. */
  public FormatAgreement(InferenceEngine onnx, InferenceEngine lite) {
    this.onnx = onnx;
    this.lite = lite;
  }

  /**
   * Reads all faces by both files of an expression model.
   *
   * @param progress told how many pictures are done
   * @return by output: the number of faces, the share on which both name the same expression, and
   *     the largest difference of a probability
   */
  public Map<String, @Nullable Object> expressions(
      LabelledFaces faces, ModelFile onnxFile, ModelFile liteFile, IntConsumer progress)
      throws EvaluationException, ModelException {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    liteFile.outputs().forEach(output -> tallies.put(output, new Tally()));
    try (EmotionClassifier first = EmotionClassifier.load(onnx, onnxFile, 0, onnxFile.outputs());
        EmotionClassifier second = EmotionClassifier.load(lite, liteFile, 0, liteFile.outputs())) {
      for (int i = 0; i < faces.size(); i++) {
        Optional<LabelledFace> read = faces.read(i);
        if (read.isPresent()) {
          LabelledFace face = read.get();
          Map<String, EmotionScores> one = first.classifyByOutput(face.frame(), face.box());
          second
              .classifyByOutput(face.frame(), face.box())
              .forEach((output, scores) -> {
                Tally tally = tallies.get(output);
                EmotionScores other = one.get(output);
                if (tally != null && other != null) {
                  tally.add(other, scores);
                }
              });
        }
        progress.accept(i + 1);
      }
    }
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    tallies.forEach((output, tally) -> figures.put(output, tally.figures()));
    return figures;
  }

  private static final class Tally {
    private int count;
    private int same;
    private float largestDifference;

    void add(EmotionScores one, EmotionScores other) {
      count++;
      if (one.top() == other.top()) {
        same++;
      }
      for (Emotion emotion : Emotion.values()) {
        float difference = Math.abs(one.of(emotion) - other.of(emotion));
        largestDifference = Math.max(largestDifference, difference);
      }
    }

    Map<String, Object> figures() {
      return Map.of(
          "n", count,
          "agrees", count == 0 ? 0 : (double) same / count,
          "largestDifference", largestDifference);
    }
  }

  /** The faces that a detector finds by both files. */
  public static final class Detections {
    // What counts as the same place; half would be the same face.
    private static final float SAME_PLACE = 0.8f;

    private int frames;
    private int onnx;
    private int lite;
    private int same;

    /** Adds one frame. */
    public void add(List<FaceBox> byOnnx, List<FaceBox> byLite) {
      frames++;
      onnx += byOnnx.size();
      lite += byLite.size();
      List<FaceBox> left = new ArrayList<>(byLite);
      for (FaceBox box : byOnnx) {
        Optional<FaceBox> match =
            left.stream().filter(other -> box.overlap(other) >= SAME_PLACE).findFirst();
        match.ifPresent(found -> {
          same++;
          left.remove(found);
        });
      }
    }

    /** How many frames and faces, and how many faces lie in the same place. */
    public Map<String, @Nullable Object> figures() {
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("frames", frames);
      figures.put("facesOnnx", onnx);
      figures.put("facesTflite", lite);
      figures.put("samePlace", same);
      return figures;
    }
  }
}
