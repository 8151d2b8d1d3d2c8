package roomtone.mood;

import java.time.Duration;

/**
 * How fast and how surely the room's mood follows what faces show.
 *
 * @param smoothing how long a change of a visitor's expression takes to count for two thirds
 * @param enter the room's probability from which an expression is felt, 0 to 1
 * @param leave the probability below which it is felt no more; lower than {@code enter}, so that
 *     the mood does not flicker
 * @param dwell how long another mood must hold before the room's mood changes to it
 * @param forgetAfter how long a visitor counts after the face was last seen
 */
public record MoodSettings(
    Duration smoothing, float enter, float leave, Duration dwell, Duration forgetAfter) {
  /** What suits a lounge. */
  public static final MoodSettings DEFAULT =
      new MoodSettings(
          Duration.ofMillis(500), 0.4f, 0.3f, Duration.ofMillis(1500), Duration.ofMillis(800));

  /** Checks the ranges. */
  public MoodSettings {
    if (!(0 <= leave && leave <= enter && enter <= 1)) {
      throw new IllegalArgumentException(
          "a mood that is felt from %s and left below %s".formatted(enter, leave));
    }
    if (smoothing.isNegative() || dwell.isNegative() || forgetAfter.isNegative()) {
      throw new IllegalArgumentException("a negative time");
    }
  }
}
