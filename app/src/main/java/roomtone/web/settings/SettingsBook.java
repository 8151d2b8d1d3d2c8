package roomtone.web.settings;

import java.util.Map;
import java.util.Optional;

/**
 * The operator's settings, which can be read and changed.
 *
 * <p>Called on the server's threads, any number at once; reads and writes one small file.
 */
public interface SettingsBook {
  /** What the file says now. */
  SettingsView view();

  /**
   * Changes keys, all of them or none.
   *
   * @param edits the new text of each key; empty to go back to its default
   * @param version of the view that the edits were made in; empty to take what is there now
   */
  SettingsOutcome change(Map<String, Optional<String>> edits, Optional<String> version);

  /** Starts the kiosk again in a moment, with what the file says then. */
  void startAgain();
}
