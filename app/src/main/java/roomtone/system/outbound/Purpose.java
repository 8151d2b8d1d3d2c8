package roomtone.system.outbound;

import java.util.Locale;

/** What a connection is for. */
public enum Purpose {
  /** Music from Spotify. */
  SPOTIFY,
  /** Whether Spotify's speaker is still in the local network. */
  SPEAKER,
  /** Music from files, by the Music Player Daemon. */
  MPD,
  /** The report of the room's mood to a broker. */
  MQTT,
  /** The announcement of the page on the local network. */
  MDNS;

  /** As the API says it: {@code "mqtt"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
