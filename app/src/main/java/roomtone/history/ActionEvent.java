package roomtone.history;

import java.time.Instant;

/**
 * Something a person did at the button, the console or the page.
 *
 * @param at when
 * @param kind what
 * @param mood the room's mood at that time
 * @param playlist what was playing; empty if nothing was
 * @param song the title that was playing; empty if none was
 * @param playedMillis how long that song had been playing, in milliseconds
 */
public record ActionEvent(
    Instant at, Kind kind, String mood, String playlist, String song, long playedMillis) {
  /** What a person can do. */
  public enum Kind {
    SKIP,
    RESCAN,
    CAMERA_OFF,
    CAMERA_ON
  }
}
