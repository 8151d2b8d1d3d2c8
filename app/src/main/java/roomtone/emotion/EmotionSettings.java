package roomtone.emotion;

import roomtone.inference.PrecisionChoice;

/**
 * Which model reads expressions, and how faces are cut out for it.
 *
 * @param model its name in the manifest
 * @param precision which of its files runs
 * @param margin how much wider than the detected box the crop is, −0.4 to 1
 */
public record EmotionSettings(String model, PrecisionChoice precision, float margin) {
  /**
   * The shipped model, which learned from crops a little tighter than what our detector finds
   * (app/DECISIONS.md, "Faces").
   */
  public static final EmotionSettings DEFAULT =
      new EmotionSettings("expression", PrecisionChoice.AUTO, -0.1f);

  /** Checks the margin. */
  public EmotionSettings {
    if (!(margin >= -0.4f && margin <= 1)) {
      throw new IllegalArgumentException("a margin of " + margin);
    }
  }
}
