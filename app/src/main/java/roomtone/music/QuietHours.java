package roomtone.music;

import java.time.DateTimeException;
import java.time.LocalTime;

/**
 * A part of the day in which the music is quieter, or silent; it may reach over midnight.
 *
 * @param from its beginning, included
 * @param to its end, excluded
 * @param volume the highest volume then, 0 to 100 percent; 0 pauses the music
 */
public record QuietHours(LocalTime from, LocalTime to, int volume) {
  /** Checks the volume. */
  public QuietHours {
    if (volume < 0 || volume > 100) {
      throw new IllegalArgumentException("quiet-volume must be 0 to 100, not " + volume);
    }
  }

  /** Reads {@code 22:00-07:00}. */
  public static QuietHours parse(String text, int volume) {
    String[] ends = text.strip().split("\\s*-\\s*");
    if (ends.length != 2
        || !ends[0].matches("\\d\\d:\\d\\d")
        || !ends[1].matches("\\d\\d:\\d\\d")) {
      throw new IllegalArgumentException("quiet-hours must look like 22:00-07:00");
    }
    try {
      return new QuietHours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]), volume);
    } catch (DateTimeException noTime) {
      throw new IllegalArgumentException("quiet-hours must look like 22:00-07:00");
    }
  }

  /** Whether a time of day lies in it. */
  public boolean contains(LocalTime time) {
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !time.isBefore(from) || time.isBefore(to);
  }
}
