package roomtone.history;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How long the stretches are into which a summary cuts time. */
public enum Grain {
  HOUR,
  DAY,
  /** From Monday on. */
  WEEK,
  MONTH;

  /** The begin of the stretch that holds a moment. */
  public LocalDateTime floor(LocalDateTime moment) {
    LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return switch (this) {
      case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  /** A moment {@code stretches} later. */
  public LocalDateTime plus(LocalDateTime moment, long stretches) {
    return switch (this) {
      case HOUR -> moment.plusHours(stretches);
      case DAY -> moment.plusDays(stretches);
      case WEEK -> moment.plusWeeks(stretches);
      case MONTH -> moment.plusMonths(stretches);
    };
  }
}
