package roomtone.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;

/** Counts answers against the truth and computes what the cards report. For one thread. */
final class Tally {
  private static final Emotion[] EMOTIONS = Emotion.values();
  private static final int BINS = 15;

  private final int[][] confusion = new int[EMOTIONS.length][EMOTIONS.length];
  private final List<Answer> answers = new ArrayList<>();
  private int unanswerable;

  private record Answer(double confidence, boolean right) {}

  /**
   * One bin of the reliability diagram.
   *
   * @param confidence the mean of what was claimed
   * @param accuracy what was right
   * @param count how many answers
   */
  record Bin(double confidence, double accuracy, int count) {}

  /**
   * Counts one answer.
   *
   * @param truth empty where no answer can match it: that counts as wrong, but says nothing about
   *     how sure or how often right the model is
   */
  void add(Optional<Emotion> truth, EmotionScores scores) {
    if (truth.isEmpty()) {
      unanswerable++;
      return;
    }
    Emotion answer = scores.top();
    confusion[truth.get().index()][answer.index()]++;
    answers.add(new Answer(scores.confidence(), truth.get() == answer));
  }

  /** How many were counted. */
  int count() {
    return answers.size() + unanswerable;
  }

  /** The share of right answers. */
  Share accuracy() {
    return Share.of(answers.stream().filter(Answer::right).count(), count());
  }

  /** The right answers among the surest {@code coverage} of all, at least one; 0 to 1. */
  double accuracyAtCoverage(double coverage) {
    long kept = Math.max(1, Math.round(answers.size() * coverage));
    return answers.stream()
        .sorted(Comparator.comparingDouble(Answer::confidence).reversed())
        .limit(kept)
        .mapToInt(answer -> answer.right() ? 1 : 0)
        .average()
        .orElse(0);
  }

  /** The share of answers that are at least so sure. */
  Share sure(double least) {
    return Share.of(
        answers.stream().filter(answer -> answer.confidence() >= least).count(), answers.size());
  }

  /** The right answers among those that are at least so sure. */
  Share accuracyOfSure(double least) {
    List<Answer> sure = answers.stream().filter(answer -> answer.confidence() >= least).toList();
    return Share.of(sure.stream().filter(Answer::right).count(), sure.size());
  }

  /** Of the pictures of each expression that occurs, the share that was answered so. */
  Map<Emotion, Share> recall() {
    Map<Emotion, Share> shares = new EnumMap<>(Emotion.class);
    for (Emotion emotion : EMOTIONS) {
      int row = 0;
      for (int count : confusion[emotion.index()]) {
        row += count;
      }
      if (row > 0) {
        shares.put(emotion, Share.of(confusion[emotion.index()][emotion.index()], row));
      }
    }
    return shares;
  }

  /** Of the answers of each expression that was ever answered, the share that was right. */
  Map<Emotion, Share> precision() {
    Map<Emotion, Share> shares = new EnumMap<>(Emotion.class);
    for (Emotion emotion : EMOTIONS) {
      int column = 0;
      for (int[] row : confusion) {
        column += row[emotion.index()];
      }
      if (column > 0) {
        shares.put(emotion, Share.of(confusion[emotion.index()][emotion.index()], column));
      }
    }
    return shares;
  }

  /** The mean, over the expressions that occur, of the harmonic mean of precision and recall. */
  double macroF1() {
    Map<Emotion, Share> precisions = precision();
    return recall().entrySet().stream()
        .mapToDouble(entry -> {
          Share precision = precisions.getOrDefault(entry.getKey(), Share.of(0, 0));
          double recall = entry.getValue().value();
          // No recall means no right answer, and so no precision either.
          return recall == 0 ? 0 : 2 * recall * precision.value() / (recall + precision.value());
        })
        .average()
        .orElse(0);
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

  /** How often an expression was answered as another, or as itself. */
  int confused(Emotion truth, Emotion answer) {
    return confusion[truth.index()][answer.index()];
  }
}
