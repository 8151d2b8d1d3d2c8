package roomtone.web.settings;

import java.util.List;

/** What became of a change to the settings. */
public sealed interface SettingsOutcome {
  /** It is written; one change for each key that is another than before. */
  record Saved(List<Change> changes) implements SettingsOutcome {}

  /**
   * A key that was changed.
   *
   * @param sentence what was done, without any secret
   */
  record Change(String key, String sentence) {}

  /** The settings would not hold with it, so nothing is written. */
  record Refused(List<SettingsView.Trouble> troubles) implements SettingsOutcome {}

  /** Somebody else changed them in between, so nothing is written. */
  record Overtaken() implements SettingsOutcome {}

  /** The file can't be written; the reason says what to do. */
  record Failed(String reason) implements SettingsOutcome {}
}
