package roomtone.emotion;

import java.util.Arrays;

/**
 * Seven calibrated probabilities, one for each {@link Emotion} in its order, that sum to 1.
 *
 * <p>Immutable.
 */
public final class EmotionScores {
  private static final Emotion[] EMOTIONS = Emotion.values();
  private static final float SUM_TOLERANCE = 0.01f;

  /** No expression is likelier than another. */
  public static final EmotionScores EVEN = even();

  private final float[] probabilities;

  private EmotionScores(float[] probabilities) {
    this.probabilities = probabilities;
  }

  /**
   * Copies probabilities in the order of {@link Emotion}.
   *
   * @throws IllegalArgumentException if there are not seven of 0 to 1 that sum to 1
   */
  public static EmotionScores of(float... probabilities) {
    if (probabilities.length != EMOTIONS.length) {
      throw new IllegalArgumentException(
          "%d probabilities for %d expressions".formatted(probabilities.length, EMOTIONS.length));
    }
    float sum = 0;
    for (float probability : probabilities) {
      if (!(probability >= 0 && probability <= 1 + SUM_TOLERANCE)) {
        throw new IllegalArgumentException("a probability of " + probability);
      }
      sum += probability;
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException("probabilities that sum to " + sum);
    }
    return new EmotionScores(probabilities.clone());
  }

  private static EmotionScores even() {
    float[] probabilities = new float[EMOTIONS.length];
    Arrays.fill(probabilities, 1f / EMOTIONS.length);
    return new EmotionScores(probabilities);
  }

  /** The probability of one expression, 0 to 1. */
  public float of(Emotion emotion) {
    return probabilities[emotion.index()];
  }

  /** The likeliest expression. */
  public Emotion top() {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return EMOTIONS[best];
  }

  /** The probability of the likeliest expression, 0 to 1. */
  public float confidence() {
    return of(top());
  }

  /** All seven in the order of {@link Emotion}, as a copy. */
  public float[] toArray() {
    return probabilities.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmotionScores scores
        && Arrays.equals(probabilities, scores.probabilities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(probabilities);
  }

  @Override
  public String toString() {
    return top().label() + " " + Arrays.toString(probabilities);
  }
}
