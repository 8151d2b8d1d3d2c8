package roomtone.config;

import java.util.List;
import roomtone.config.SettingsException.Problem;

/** What became of a change to the settings file. */
public sealed interface SettingsChange {
  /**
   * It is written.
   *
   * @param changes one for each key that is another than before
   */
  record Saved(List<Changed> changes) implements SettingsChange {}

  /**
   * A key that was changed, as people may see it.
   *
   * @param sentence what was done: {@code "changed web.port from 8080 to 80"}
   */
  record Changed(String key, String sentence) {}

  /** The file would not hold with it, so nothing is written. */
  record Refused(List<Problem> problems) implements SettingsChange {}

  /** Somebody else changed the file in between, so nothing is written. */
  record Overtaken() implements SettingsChange {}

  /**
   * The file can't be written, and is as it was.
   *
   * @param reason a sentence that says what to do
   */
  record Failed(String reason) implements SettingsChange {}
}
