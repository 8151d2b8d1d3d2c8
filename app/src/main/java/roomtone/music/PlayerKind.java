package roomtone.music;

import java.util.Locale;

/** The players that the settings can name. */
public enum PlayerKind {
  /** Plays invented songs in time, silently: for the demo and for trying settings out. */
  SIMULATED,
  /** A Music Player Daemon on this machine or another. */
  MPD;

  /** The name in the settings: {@code "mpd"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
