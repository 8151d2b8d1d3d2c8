package roomtone.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Reads the moments by which people name a span of the log. */
public final class Moments {
  private Moments() {}

  /**
   * A moment ({@code 2026-11-21T18:00:00Z}), or the start of the day that comes {@code days} after
   * a date ({@code 2026-11-21}).
   *
   * @param zone in which a day begins
   * @throws DateTimeException if the text is neither
   */
  public static Instant parse(String text, int days, ZoneId zone) {
    return text.contains("T")
        ? Instant.parse(text)
        : LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant();
  }
}
