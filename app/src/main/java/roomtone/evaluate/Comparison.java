package roomtone.evaluate;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;
import roomtone.inference.Precision;

/**
 * One output of a model against one truth: what the measured file answered, and beside it its twin
 * in the other precision. For one thread.
 */
final class Comparison {
  private final Precision precision;
  private final Tally measured = new Tally();
  private final Tally twin = new Tally();
  private int agreeing;

  /** An empty comparison, whose measured file is of this precision. */
  Comparison(Precision precision) {
    this.precision = precision;
  }

  /** Counts both answers to one picture; the twin's is null where there is no twin. */
  void add(Optional<Emotion> truth, EmotionScores scores, @Nullable EmotionScores twinScores) {
    measured.add(truth, scores);
    if (twinScores != null) {
      twin.add(truth, twinScores);
      agreeing += scores.top() == twinScores.top() ? 1 : 0;
    }
  }

  /** The measured file's answers. */
  Tally measured() {
    return measured;
  }

  /** How much more of the answers is right in int8 than in fp32, −1 to 1; null without a twin. */
  @Nullable Double int8MinusFp32() {
    double difference = measured.accuracy().value() - twin.accuracy().value();
    return twin.count() == 0 ? null : precision == Precision.INT8 ? difference : -difference;
  }

  /** The share of pictures that both answered alike, 0 to 1; null without a twin. */
  @Nullable Double agreement() {
    return twin.count() == 0 ? null : (double) agreeing / twin.count();
  }

  /** All figures by the names that JSON has for them. */
  Map<String, @Nullable Object> figures() {
    Map<String, @Nullable Object> figures = Figures.of(measured);
    figures.put("int8MinusFp32", int8MinusFp32());
    figures.put("int8AgreesWithFp32", agreement());
    return figures;
  }
}
