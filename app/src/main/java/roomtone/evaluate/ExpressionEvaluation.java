package roomtone.evaluate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import roomtone.camera.Frame;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionClassifier;
import roomtone.emotion.EmotionScores;
import roomtone.face.FaceBox;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelManifest;
import roomtone.inference.Precision;

/** Measures an expression model on a split of FER2013. For one thread. */
public final class ExpressionEvaluation {
  private static final String COMBINED = "probabilities";
  private static final String FER2013_HEAD = "fer2013";
  private static final String FERPLUS_HEAD = "ferplus";
  private static final double COVERAGE = 0.8;

  private final InferenceEngine engine;
  private final ModelManifest models;
  private final String model;

  /** An evaluation of the model that {@code models} lists under the name {@code model}. */
  public ExpressionEvaluation(InferenceEngine engine, ModelManifest models, String model) {
    this.engine = engine;
    this.models = models;
    this.model = model;
  }

  /**
   * Runs both precisions over a split.
   *
   * @param data a folder with {@code rows.csv.gz} and the sheets
   * @param split {@code PublicTest} or {@code PrivateTest}
   * @param progress told how many pictures are done
   * @return the figures by name, as JSON has them
   */
  public Map<String, Object> run(Path data, String split, IntConsumer progress)
      throws EvaluationException, ModelException {
    Fer2013 fer2013 = Fer2013.read(data);
    List<Fer2013.Sample> samples = fer2013.split(split);
    if (samples.isEmpty()) {
      throw new EvaluationException("%s has no rows of %s.".formatted(data, split));
    }
    var all = new Tally();
    var withoutDuplicates = new Tally();
    var combined = new Tally();
    var crowd = new Tally();
    var crowdWithoutDuplicates = new Tally();
    var floating = new Tally();
    int agreeing = 0;
    try (EmotionClassifier contest = load(Precision.INT8, FER2013_HEAD);
        EmotionClassifier votes = load(Precision.INT8, FERPLUS_HEAD);
        EmotionClassifier kiosk = load(Precision.INT8, COMBINED);
        EmotionClassifier twin = load(Precision.FP32, FER2013_HEAD)) {
      for (int i = 0; i < samples.size(); i++) {
        Fer2013.Sample sample = samples.get(i);
        Frame sheet = fer2013.sheet(sample);
        FaceBox tile = fer2013.tile(sample);
        boolean duplicate = fer2013.isInTraining(sample);
        EmotionScores scores = contest.classify(sheet, tile);
        EmotionScores twinScores = twin.classify(sheet, tile);
        all.add(sample.label(), scores);
        floating.add(sample.label(), twinScores);
        combined.add(sample.label(), kiosk.classify(sheet, tile));
        agreeing += scores.top() == twinScores.top() ? 1 : 0;
        if (!duplicate) {
          withoutDuplicates.add(sample.label(), scores);
        }
        countCrowd(sample, votes.classify(sheet, tile), duplicate, crowd, crowdWithoutDuplicates);
        progress.accept(i + 1);
      }
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("model", model);
      figures.put("file", contest.file().path().getFileName().toString());
      figures.put("sha256", contest.file().sha256());
      figures.put("split", split);
      figures.put("n", all.count());
      figures.put("accuracy", all.accuracy().value());
      figures.put("accuracyInterval", List.of(all.accuracy().low(), all.accuracy().high()));
      figures.put("nWithoutDuplicates", withoutDuplicates.count());
      figures.put("accuracyWithoutDuplicates", withoutDuplicates.accuracy().value());
      figures.put("kioskAccuracy", combined.accuracy().value());
      figures.put("ferplusN", crowd.count());
      figures.put("ferplusMajority", crowd.accuracy().value());
      figures.put("ferplusMajorityWithoutDuplicates", crowdWithoutDuplicates.accuracy().value());
      figures.put("ece", crowd.expectedCalibrationError());
      figures.put("eceFer2013Head", all.expectedCalibrationError());
      figures.put("eceKiosk", combined.expectedCalibrationError());
      figures.put("macroF1", all.macroF1());
      figures.put("recall", values(all.recall()));
      figures.put("precision", values(all.precision()));
      figures.put("accuracyAt80Coverage", all.accuracyAtCoverage(COVERAGE));
      figures.put("accuracyByCoverage", byCoverage(all));
      figures.put("int8MinusFp32", all.accuracy().value() - floating.accuracy().value());
      figures.put("int8AgreesWithFp32", (double) agreeing / samples.size());
      figures.put("reliability", crowd.reliability());
      figures.put("confusion", all.confusion());
      return figures;
    }
  }

  private static void countCrowd(
      Fer2013.Sample sample,
      EmotionScores scores,
      boolean duplicate,
      Tally crowd,
      Tally crowdWithoutDuplicates) {
    switch (sample.crowd()) {
      case EXPRESSION -> {
        Emotion truth = sample.majority().orElseThrow();
        crowd.add(truth, scores);
        if (!duplicate) {
          crowdWithoutDuplicates.add(truth, scores);
        }
      }
      // Counted, and always wrong: leaving them out would flatter.
      case CONTEMPT -> {
        crowd.addUnanswerable();
        if (!duplicate) {
          crowdWithoutDuplicates.addUnanswerable();
        }
      }
      case NONE -> {
        // The crowd has no answer to compare with.
      }
    }
  }

  private EmotionClassifier load(Precision precision, String output) throws ModelException {
    return EmotionClassifier.load(engine, models.find(model, precision), 0, output);
  }

  private static Map<String, Double> values(Map<Emotion, Tally.Share> shares) {
    Map<String, Double> values = new LinkedHashMap<>();
    shares.forEach((emotion, share) -> values.put(emotion.label(), share.value()));
    return values;
  }

  private static Map<String, Double> byCoverage(Tally tally) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int tenths = 1; tenths <= 10; tenths++) {
      values.put("%.1f".formatted(tenths / 10.0), tally.accuracyAtCoverage(tenths / 10.0));
    }
    return values;
  }
}
