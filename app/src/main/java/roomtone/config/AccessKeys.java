package roomtone.config;

import java.nio.file.Path;
import java.util.List;
import roomtone.access.AccessSettings;

/** The keys under "access". */
final class AccessKeys {
  private static final Key<Boolean> GUESTS_MAY_SKIP =
      Key.flag(
          "access.guests-may-skip",
          true,
          "Whether everybody on the network may skip a song from the page.");
  private static final Key<Boolean> BY_BUTTON =
      Key.flag(
          "access.by-button",
          true,
          "Whether a press on the button makes the one who asked on the page the operator. Where guests reach the button, set a PIN (roomtone operator pin) and switch this off.");
  private static final Key<Integer> FORGET_AFTER =
      Key.number(
          "access.forget-after-days",
          AccessSettings.FORGET_AFTER_DAYS,
          1,
          400,
          "After how many days an operator's browser that did not come back is forgotten.");

  static final Section SECTION =
      new Section(
          "access",
          "Who may change things from the page.",
          List.of(GUESTS_MAY_SKIP, BY_BUTTON, FORGET_AFTER));

  private AccessKeys() {}

  /** The settings that these keys make, with both files beside the standard log. */
  static AccessSettings read(SettingsValues values, Path standardLog) {
    AccessSettings files = AccessSettings.beside(standardLog);
    return values.section(
        "access",
        () ->
            new AccessSettings(
                values.get(GUESTS_MAY_SKIP),
                values.get(BY_BUTTON),
                values.get(FORGET_AFTER),
                files.operatorsFile(),
                files.pinFile()),
        files);
  }
}
