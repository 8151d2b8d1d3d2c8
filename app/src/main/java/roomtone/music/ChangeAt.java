package roomtone.music;

import java.util.Locale;

/** Where in a song the playlist may change. */
public enum ChangeAt {
  /** When a song ends or is skipped. */
  SONG_END,
  /** In the middle of a song too. */
  AT_ONCE;

  /** The name in the settings: {@code "song-end"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
