package roomtone.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;

/** Counts answers against the truth and computes what the cards report. For one thread. */
final class Tally {
  private static final Emotion[] EMOTIONS = Emotion.values();
  private static final int BINS = 15;
  // The standard normal deviate of a 95 % interval.
  private static final double Z = 1.959964;

  private final int[][] confusion = new int[EMOTIONS.length][EMOTIONS.length];
  private final List<Answer> answers = new ArrayList<>();
  private int wrongWithoutAnswer;

  private record Answer(double confidence, boolean right) {}

  /** A share with its 95 % interval (Wilson 1927), each 0 to 1. */
  record Share(double value, double low, double high) {
    static Share of(long part, long whole) {
      if (whole == 0) {
        return new Share(0, 0, 1);
      }
      double p = (double) part / whole;
      double centre = (p + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
      double half =
          Z * Math.sqrt(p * (1 - p) / whole + Z * Z / (4.0 * whole * whole)) / (1 + Z * Z / whole);
      return new Share(p, centre - half, centre + half);
    }
  }

  /**
   * One bin of the reliability diagram.
   *
   * @param confidence the mean of what was claimed
   * @param accuracy what was right
   * @param count how many answers
   */
  record Bin(double confidence, double accuracy, int count) {}

  /** Counts one answer. */
  void add(Emotion truth, EmotionScores scores) {
    Emotion answer = scores.top();
    confusion[truth.index()][answer.index()]++;
    answers.add(new Answer(scores.confidence(), truth == answer));
  }

  /** Counts a picture whose truth no answer can match. */
  void addUnanswerable() {
    wrongWithoutAnswer++;
  }

  /** How many were counted. */
  int count() {
    return answers.size() + wrongWithoutAnswer;
  }

  /** The share of right answers. */
  Share accuracy() {
    return Share.of(answers.stream().filter(Answer::right).count(), count());
  }

  /** The right answers among the surest {@code coverage} of all, 0 to 1. */
  double accuracyAtCoverage(double coverage) {
    int kept = (int) Math.round(answers.size() * coverage);
    return answers.stream()
        .sorted(Comparator.comparingDouble(Answer::confidence).reversed())
        .limit(kept)
        .mapToInt(answer -> answer.right() ? 1 : 0)
        .average()
        .orElse(0);
  }

  /** Of the pictures that show each expression, the share that was answered so. */
  Map<Emotion, Share> recall() {
    Map<Emotion, Share> shares = new EnumMap<>(Emotion.class);
    for (Emotion emotion : EMOTIONS) {
      int row = 0;
      for (int count : confusion[emotion.index()]) {
        row += count;
      }
      shares.put(emotion, Share.of(confusion[emotion.index()][emotion.index()], row));
    }
    return shares;
  }

  /** Of the answers of each expression, the share that was right. */
  Map<Emotion, Share> precision() {
    Map<Emotion, Share> shares = new EnumMap<>(Emotion.class);
    for (Emotion emotion : EMOTIONS) {
      int column = 0;
      for (int[] row : confusion) {
        column += row[emotion.index()];
      }
      shares.put(emotion, Share.of(confusion[emotion.index()][emotion.index()], column));
    }
    return shares;
  }

  /** The mean over the expressions of the harmonic mean of precision and recall. */
  double macroF1() {
    Map<Emotion, Share> recalls = recall();
    Map<Emotion, Share> precisions = precision();
    double sum = 0;
    for (Emotion emotion : EMOTIONS) {
      double recall = value(recalls, emotion);
      double precision = value(precisions, emotion);
      sum += recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision);
    }
    return sum / EMOTIONS.length;
  }

  /** Answers by how sure they claimed to be, in 15 bins of equal width; empty bins are left out. */
  List<Bin> reliability() {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      double low = (double) i / BINS;
      double high = (double) (i + 1) / BINS;
      List<Answer> inside =
          answers.stream()
              .filter(answer -> answer.confidence() > low && answer.confidence() <= high)
              .toList();
      if (!inside.isEmpty()) {
        bins.add(
            new Bin(
                inside.stream().mapToDouble(Answer::confidence).average().orElse(0),
                inside.stream().mapToInt(answer -> answer.right() ? 1 : 0).average().orElse(0),
                inside.size()));
      }
    }
    return bins;
  }

  /** Expected calibration error (Naeini et al. 2015) in 15 bins, 0 to 1. */
  double expectedCalibrationError() {
    double sum = 0;
    for (Bin bin : reliability()) {
      sum += bin.count() * Math.abs(bin.confidence() - bin.accuracy());
    }
    return answers.isEmpty() ? 0 : sum / answers.size();
  }

  /** How often each expression (row) was answered as each (column), in the order of Emotion. */
  int[][] confusion() {
    int[][] copy = new int[EMOTIONS.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = confusion[i].clone();
    }
    return copy;
  }

  private static double value(Map<Emotion, Share> shares, Emotion emotion) {
    Share share = shares.get(emotion);
    return share == null ? 0 : share.value();
  }
}
