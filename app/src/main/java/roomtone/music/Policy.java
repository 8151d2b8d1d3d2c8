package roomtone.music;

import java.util.Locale;

/** How music answers an expression. A preference, never a therapy. */
public enum Policy {
  /** Music near to the mood that the room shows. */
  MATCH,
  /** Music that steps, song by song, from that mood towards another (the iso principle). */
  ELEVATE;

  /** The name in the settings: {@code "match"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
