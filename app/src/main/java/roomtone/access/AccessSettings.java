package roomtone.access;

import java.nio.file.Path;

/**
 * Who may change things.
 *
 * @param guestsMaySkip whether everybody on the network may skip a song
 * @param byButton whether a press on the button makes somebody the operator
 * @param forgetAfterDays after how many days an operator who did not come back is forgotten
 * @param operatorsFile where operators are kept over a restart
 * @param pinFile where the PIN's hash is kept
 */
public record AccessSettings(
    boolean guestsMaySkip,
    boolean byButton,
    int forgetAfterDays,
    Path operatorsFile,
    Path pinFile) {
  /** How long an operator is known unless the settings say otherwise. */
  public static final int FORGET_AFTER_DAYS = 90;

  /** Checks the range. */
  public AccessSettings {
    if (forgetAfterDays < 1 || forgetAfterDays > 400) {
      throw new IllegalArgumentException(
          "forget-after-days must be 1 to 400, not " + forgetAfterDays);
    }
  }

  /** The defaults, with both files beside another one. */
  public static AccessSettings beside(Path other) {
    return new AccessSettings(
        true,
        true,
        FORGET_AFTER_DAYS,
        other.resolveSibling("operators.json"),
        other.resolveSibling("operator-pin"));
  }
}
