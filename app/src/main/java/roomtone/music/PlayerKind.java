package roomtone.music;

import java.util.Locale;

/** The players that the settings can name. */
public enum PlayerKind {
  /** Plays invented songs in time, silently: for the demo and for trying settings out. */
  SIMULATED,
  /** A Music Player Daemon on this machine or another. */
  MPD,
  /** A Spotify Connect speaker, with local music beneath it: for a home, not for business. */
  SPOTIFY;

  /** The name in the settings: {@code "mpd"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
