package roomtone.evaluate;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import roomtone.emotion.EmotionClassifier;
import roomtone.emotion.EmotionScores;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;

/**
 * What each output of a model answered, held against each truth, and the figures that come of it.
 * For one thread.
 */
final class ExpressionReport {
  /** The output that learned the contest's labels. */
  static final String FER2013_HEAD = "fer2013";

  private static final String FERPLUS_HEAD = "ferplus";

  private final ModelFile file;
  private final Map<String, Map<Truth, Comparison>> heads = new LinkedHashMap<>();

  /** An empty report on one file. */
  ExpressionReport(ModelFile file) {
    this.file = file;
  }

  /** The output of that name; the first, where a model has none of it. */
  static String output(ModelFile file, String name) {
    return file.outputs().contains(name) ? name : file.outputs().getFirst();
  }

  /**
   * Counts one face.
   *
   * @param answers by output
   * @param twinAnswers the same of the twin; empty where there is none
   */
  void add(
      LabelledFace face,
      Map<String, EmotionScores> answers,
      Map<String, EmotionScores> twinAnswers) {
    answers.forEach((head, scores) -> {
      Map<Truth, Comparison> byTruth = heads.computeIfAbsent(head, _ -> new EnumMap<>(Truth.class));
      face.truths()
          .forEach((truth, emotion) ->
              byTruth
                  .computeIfAbsent(truth, _ -> new Comparison(file.precision()))
                  .add(emotion, scores, twinAnswers.get(head)));
    });
  }

  /**
   * All figures. Those that come first are of one output: the FER2013 head on FER2013's labels, or
   * what speaks for the kiosk on crops from elsewhere; {@code ece} and {@code reliability} are of
   * the FER+ head where the crowd is known.
   */
  Map<String, @Nullable Object> figures(LabelledFaces faces)
      throws EvaluationException, ModelException {
    String head = output(file, faces.head());
    Comparison labels = comparison(head, Truth.LABELS);
    Comparison kiosk = comparison(output(file, EmotionClassifier.PROBABILITIES), Truth.LABELS);
    if (labels == null || kiosk == null) {
      throw new EvaluationException(
          "Not one of the %d pictures can be read: %s."
              .formatted(faces.size(), faces.description()));
    }
    String crowdHead = output(file, FERPLUS_HEAD);
    Tally all = labels.measured();
    Tally crowd = tally(crowdHead, Truth.CROWD);
    Tally calibrated = crowd == null ? all : crowd;

    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("model", file.name());
    figures.put("file", file.path().getFileName().toString());
    figures.put("sha256", file.sha256());
    figures.put("bytes", file.size());
    figures.putAll(faces.description());
    figures.put("head", head);
    figures.putAll(Figures.accuracy("n", "accuracy", all));
    figures.putAll(
        Figures.accuracy(
            "nWithoutDuplicates",
            "accuracyWithoutDuplicates",
            tally(head, Truth.LABELS_WITHOUT_DUPLICATES)));
    figures.put("macroF1", all.macroF1());
    figures.put("accuracyAt80Coverage", all.accuracyAtCoverage(Figures.COVERAGE));
    figures.put("int8MinusFp32", labels.int8MinusFp32());
    figures.put("int8AgreesWithFp32", labels.agreement());
    figures.putAll(Figures.accuracy("ferplusN", "ferplusMajority", crowd));
    figures.putAll(
        Figures.accuracy(
            "ferplusNWithoutDuplicates",
            "ferplusMajorityWithoutDuplicates",
            tally(crowdHead, Truth.CROWD_WITHOUT_DUPLICATES)));
    figures.put("ece", calibrated.expectedCalibrationError());
    figures.put("unsureBelow", file.unsureBelow());
    figures.put("sure", kiosk.measured().sure(file.unsureBelow()).value());
    figures.put("sureAccuracy", kiosk.measured().accuracyOfSure(file.unsureBelow()).value());
    figures.put("recall", Figures.byEmotion(all.recall()));
    figures.put("precision", Figures.byEmotion(all.precision()));
    figures.put("accuracyByCoverage", Figures.byCoverage(all));
    figures.put("confusion", Figures.confusion(all));
    figures.put("reliability", calibrated.reliability());
    figures.put("heads", byHead());
    return figures;
  }

  private Map<String, Object> byHead() {
    Map<String, Object> byHead = new LinkedHashMap<>();
    heads.forEach((head, truths) -> {
      Map<String, Object> byTruth = new LinkedHashMap<>();
      truths.forEach((truth, comparison) -> byTruth.put(truth.key(), comparison.figures()));
      byHead.put(head, byTruth);
    });
    return byHead;
  }

  private @Nullable Comparison comparison(String head, Truth truth) {
    return heads.getOrDefault(head, Map.of()).get(truth);
  }

  private @Nullable Tally tally(String head, Truth truth) {
    Comparison comparison = comparison(head, truth);
    return comparison == null ? null : comparison.measured();
  }
}
