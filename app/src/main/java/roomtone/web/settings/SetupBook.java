package roomtone.web.settings;

import java.util.Optional;
import java.util.Set;

/**
 * What the operator has confirmed of the first set-up, kept over restarts.
 *
 * <p>Called on the server's threads, any number at once; reads and writes one small file.
 */
public interface SetupBook {
  /** A step, in the order in which they are taken; each can be taken again. */
  enum Step {
    NAME,
    LANGUAGE,
    CAMERA,
    PANEL,
    SPEAKER,
    SPOTIFY,
    PLAYLISTS,
    PRIVACY
  }

  /** What is confirmed. */
  Set<Step> confirmed();

  /**
   * Confirms a step, or opens it again.
   *
   * @return why that can't be kept; empty if it is
   */
  Optional<String> confirm(Step step, boolean isDone);
}
