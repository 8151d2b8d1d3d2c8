package roomtone.face;

import java.time.Duration;

/**
 * How faces are found and followed.
 *
 * @param longestSide frames are scaled down to this before detection, in pixels: smaller is faster
 *     and misses small faces
 * @param smallestFace the smallest face that is looked for, in pixels of the frame
 * @param forgetAfter how long a visitor whose face isn't seen keeps the number
 */
public record FaceSettings(int longestSide, int smallestFace, Duration forgetAfter) {
  /** What suits a lounge. */
  public static final FaceSettings DEFAULT = new FaceSettings(480, 40, Duration.ofMillis(1500));

  /** Checks the ranges. */
  public FaceSettings {
    if (longestSide < 80 || longestSide > 4096) {
      throw new IllegalArgumentException("longestSide of " + longestSide);
    }
    if (smallestFace < 8 || smallestFace > 2000) {
      throw new IllegalArgumentException("smallestFace of " + smallestFace);
    }
    if (forgetAfter.isNegative()) {
      throw new IllegalArgumentException("forgetAfter of " + forgetAfter);
    }
  }
}
