package roomtone.mood;

import roomtone.emotion.EmotionScores;

/**
 * What one visitor's face showed in one frame.
 *
 * @param visitor the number that the face tracker gave
 * @param scores the expression
 */
public record VisitorReading(int visitor, EmotionScores scores) {}
