package roomtone.face;

import java.time.Duration;
import roomtone.inference.Precision;

/**
 * How faces are found and followed.
 *
 * @param detector what looks for them
 * @param precision which file of Roomtone's own detector runs
 * @param yunetFile where YuNet's file lies, empty where there is none
 * @param longestSide frames are scaled down to this before detection, in pixels: smaller is faster
 *     and misses small faces
 * @param smallestFace the smallest face that counts: its height in pixels of the frame
 * @param forgetAfter how long a visitor whose face isn't seen keeps the number
 */
public record FaceSettings(
    DetectorKind detector,
    Precision precision,
    String yunetFile,
    int longestSide,
    int smallestFace,
    Duration forgetAfter) {
  /** The least that {@link #longestSide} may be, in pixels. */
  public static final int LEAST_LONGEST_SIDE = 80;

  /** The most that {@link #longestSide} may be, in pixels. */
  public static final int MOST_LONGEST_SIDE = 4096;

  private static final int LEAST = 8;

  /** What suits a lounge. */
  public static final FaceSettings DEFAULT =
      new FaceSettings(DetectorKind.ROOMTONE, Precision.INT8, "", 320, 40, Duration.ofMillis(1500));

  /** Checks the ranges. */
  public FaceSettings {
    if (longestSide < LEAST_LONGEST_SIDE || longestSide > MOST_LONGEST_SIDE) {
      throw new IllegalArgumentException("longestSide of " + longestSide);
    }
    if (smallestFace < LEAST || smallestFace > 2000) {
      throw new IllegalArgumentException("smallestFace of " + smallestFace);
    }
    if (forgetAfter.isNegative()) {
      throw new IllegalArgumentException("forgetAfter of " + forgetAfter);
    }
  }

  /**
   * The same for a detector that also reports faces half as large: a tracker with these settings
   * does not count them, but whoever aims the camera wants to know of them.
   */
  public FaceSettings reportingSmaller() {
    return sized(longestSide, Math.max(LEAST, Math.ceilDiv(smallestFace, 2)));
  }

  /** The same with another detector. */
  public FaceSettings using(DetectorKind other) {
    return new FaceSettings(other, precision, yunetFile, longestSide, smallestFace, forgetAfter);
  }

  /** The same with other sizes, in pixels. */
  public FaceSettings sized(int otherLongestSide, int otherSmallestFace) {
    return new FaceSettings(
        detector, precision, yunetFile, otherLongestSide, otherSmallestFace, forgetAfter);
  }

  /** The same with YuNet from a file. */
  public FaceSettings withYunet(String file) {
    return new FaceSettings(
        DetectorKind.YUNET, precision, file, longestSide, smallestFace, forgetAfter);
  }
}
