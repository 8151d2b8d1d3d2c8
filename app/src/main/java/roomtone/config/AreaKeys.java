package roomtone.config;

import java.time.Duration;
import java.util.List;
import roomtone.camera.HiddenAreas;
import roomtone.face.AreaSettings;

/** The keys under "areas". */
final class AreaKeys {
  private static final Key<String> HIDDEN =
      Key.text(
          "areas.hidden",
          "",
          "corners as x,y from 0 to 1",
          "Areas that are painted grey before anything looks at the picture, such as a staff area: corners as x,y in shares of width and height from the top left, blanks between corners, a semicolon between areas; \"0,0 0.3,0 0.3,1 0,1\" is the left third.",
          HiddenAreas::parse);
  private static final Key<Duration> LEARN_AFTER =
      Key.duration(
          "areas.learn-after",
          "5 min",
          "0 ms",
          "24 h",
          "A face whose place shows the same pixels for this long is taken for a picture on a wall and ignored, and so is a place where faces replace each other as on a television; 0 ms learns neither.");

  static final Section SECTION =
      new Section(
          "areas", "Parts of the picture that are not looked at.", List.of(HIDDEN, LEARN_AFTER));

  private AreaKeys() {}

  /** The settings that these keys make. */
  static AreaSettings read(SettingsValues values) {
    return values.section(
        "areas",
        () -> new AreaSettings(values.get(HIDDEN), values.get(LEARN_AFTER)),
        AreaSettings.DEFAULT);
  }
}
