package roomtone.evaluate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import roomtone.emotion.Emotion;

/** A tally's figures by the names that JSON has for them. Pure functions. */
final class Figures {
  static final double COVERAGE = 0.8;

  private Figures() {}

  /** All that a tally knows. */
  static Map<String, @Nullable Object> of(Tally tally) {
    Map<String, @Nullable Object> figures = accuracy("n", "accuracy", tally);
    figures.put("macroF1", tally.macroF1());
    figures.put("ece", tally.expectedCalibrationError());
    figures.put("accuracyAt80Coverage", tally.accuracyAtCoverage(COVERAGE));
    figures.put("recall", byEmotion(tally.recall()));
    figures.put("precision", byEmotion(tally.precision()));
    figures.put("accuracyByCoverage", byCoverage(tally));
    figures.put("reliability", tally.reliability());
    figures.put("confusion", confusion(tally));
    return figures;
  }

  /**
   * An accuracy, its 95 % interval and of how many pictures it is.
   *
   * @param count the name of the number of pictures
   * @param name of the accuracy
   * @param tally null where there is none: then all are null
   */
  static Map<String, @Nullable Object> accuracy(String count, String name, @Nullable Tally tally) {
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put(count, tally == null ? null : tally.count());
    figures.put(name, tally == null ? null : tally.accuracy().value());
    figures.put(name + "Low", tally == null ? null : tally.accuracy().low());
    figures.put(name + "High", tally == null ? null : tally.accuracy().high());
    return figures;
  }

  /** Shares by the expression's name; what does not occur has no share. */
  static Map<String, Double> byEmotion(Map<Emotion, Share> shares) {
    Map<String, Double> values = new LinkedHashMap<>();
    shares.forEach((emotion, share) -> values.put(emotion.label(), share.value()));
    return values;
  }

  /** The accuracy of the surest tenth, the surest two tenths, and so on. */
  static Map<String, Double> byCoverage(Tally tally) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int tenths = 1; tenths <= 10; tenths++) {
      double coverage = tenths / 10.0;
      values.put(String.format(Locale.ROOT, "%.1f", coverage), tally.accuracyAtCoverage(coverage));
    }
    return values;
  }

  /** How often each expression was answered as each. */
  static Map<String, Map<String, Integer>> confusion(Tally tally) {
    Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();
    for (Emotion truth : Emotion.values()) {
      Map<String, Integer> row = new LinkedHashMap<>();
      for (Emotion answer : Emotion.values()) {
        row.put(answer.label(), tally.confused(truth, answer));
      }
      rows.put(truth.label(), row);
    }
    return rows;
  }
}
