package roomtone.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import roomtone.camera.Frame;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionClassifier;
import roomtone.face.FaceBox;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;

/**
 * Measures how a model's accuracy falls as faces get smaller, blurred and dim. The pictures are
 * changed for it, so this is a model of rooms, not a measurement in one. For one thread.
 */
public final class RobustnessEvaluation {
  private final InferenceEngine engine;
  private final ModelFile file;

  /** An evaluation of one file. */
  public RobustnessEvaluation(InferenceEngine engine, ModelFile file) {
    this.engine = engine;
    this.file = file;
  }

  /** One point of a curve. */
  private record Point(FaceChange change, float value, Map<String, Tally> byOutput) {
    Tally of(String output) {
      return byOutput.computeIfAbsent(output, _ -> new Tally());
    }
  }

  /**
   * Reads each face in each condition.
   *
   * @param progress told how many pictures are done
   * @return the points of the curves, as JSON has them: {@code accuracy} of the output that stands
   *     for the model, {@code sure} and {@code sureAccuracy} of what speaks for the kiosk
   */
  public List<Map<String, Object>> run(LabelledFaces faces, IntConsumer progress)
      throws EvaluationException, ModelException {
    List<Point> points = new ArrayList<>();
    for (FaceChange change : FaceChange.ALL) {
      for (float value : change.values()) {
        points.add(new Point(change, value, new HashMap<>()));
      }
    }
    String head = ExpressionReport.output(file, faces.head());
    String kiosk = ExpressionReport.output(file, EmotionClassifier.PROBABILITIES);
    try (EmotionClassifier classifier =
        EmotionClassifier.load(engine, file, 0, Stream.of(head, kiosk).distinct().toList())) {
      for (int i = 0; i < faces.size(); i++) {
        Optional<LabelledFace> face = faces.read(i);
        if (face.isPresent()) {
          read(face.get(), classifier, points);
        }
        progress.accept(i + 1);
      }
    }
    return points.stream().map(point -> figures(point, head, kiosk)).toList();
  }

  private void read(LabelledFace face, EmotionClassifier classifier, List<Point> points)
      throws ModelException {
    Optional<Emotion> truth = face.truths().getOrDefault(Truth.LABELS, Optional.empty());
    Frame seen = FaceChange.resampled(face.frame(), face.box(), file.input().width());
    for (Point point : points) {
      Frame changed = point.change().change().apply(seen, point.value());
      var whole = new FaceBox(0, 0, changed.width(), changed.height(), 1);
      classifier
          .classifyByOutput(changed, whole)
          .forEach((output, scores) -> point.of(output).add(truth, scores));
    }
  }

  private Map<String, Object> figures(Point point, String head, String kiosk) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("change", point.change().name());
    figures.put("value", point.value());
    figures.put("accuracy", point.of(head).accuracy().value());
    figures.put("sure", point.of(kiosk).sure(file.unsureBelow()).value());
    figures.put("sureAccuracy", point.of(kiosk).accuracyOfSure(file.unsureBelow()).value());
    return figures;
  }
}
