package roomtone.config;

import java.util.List;

/** The keys under "kiosk". */
final class KioskKeys {
  static final Key<String> NAME =
      Key.text("kiosk.name", "Roomtone", "one line of text", "What the page calls this kiosk.");

  static final Section SECTION = new Section("kiosk", "The box itself.", List.of(NAME));

  private KioskKeys() {}
}
