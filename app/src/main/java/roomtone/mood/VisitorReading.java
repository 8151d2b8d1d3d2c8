package roomtone.mood;

import roomtone.emotion.EmotionScores;

/**
 * What one visitor's face showed in one frame.
 *
 * @param visitor the number that the face tracker gave
 * @param scores the expression
 * @param weight how well the face could be read, 0 to 1; 0 where it was there and could not
 */
public record VisitorReading(int visitor, EmotionScores scores, float weight) {
  /** A visitor who is there, but whose face is too small, dark or blurred to be read. */
  public static VisitorReading unreadable(int visitor) {
    return new VisitorReading(visitor, EmotionScores.EVEN, 0);
  }
}
