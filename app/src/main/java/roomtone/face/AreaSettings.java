package roomtone.face;

import java.time.Duration;
import roomtone.camera.HiddenAreas;

/**
 * Which parts of the picture are not looked at.
 *
 * @param hidden areas that the operator closes, as {@link HiddenAreas#parse} reads them
 * @param learnAfter how long a face must have shown the same pixels to be taken for a picture on a
 *     wall; zero to learn neither pictures nor screens
 */
public record AreaSettings(String hidden, Duration learnAfter) {
  /** Nothing is hidden; what is no visitor is learnt. */
  public static final AreaSettings DEFAULT = new AreaSettings("", Duration.ofMinutes(5));

  /** Checks both. */
  public AreaSettings {
    HiddenAreas.parse(hidden);
    if (learnAfter.isNegative()) {
      throw new IllegalArgumentException("learnAfter of " + learnAfter);
    }
  }
}
