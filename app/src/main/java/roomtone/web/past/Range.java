package roomtone.web.past;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import roomtone.history.Grain;
import roomtone.history.HistorySpan;

/** The spans that the page offers, each up to now. */
public enum Range {
  /** The last 24 hours. */
  DAY(1),
  /** The last seven days. */
  WEEK(7),
  /** The last thirty days. */
  MONTH(30),
  /** The last 52 weeks. */
  YEAR(364),
  /** Everything that the log holds. */
  ALL(Integer.MAX_VALUE);

  private final int days;

  Range(int days) {
    this.days = days;
  }

  /** Those that make sense where the log keeps rows for so many days. */
  public static List<Range> within(int retentionDays) {
    return Arrays.stream(values())
        .filter(range -> range == ALL || range == DAY || range.days < retentionDays)
        .toList();
  }

  /** The one of that name; empty for none. */
  public static Optional<Range> named(String label) {
    return Arrays.stream(values()).filter(range -> range.label().equals(label)).findFirst();
  }

  /** The name in addresses: {@code "week"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The span up to {@code now}.
   *
   * @param first the first day that the log holds, for {@link #ALL}
   */
  public HistorySpan until(LocalDateTime now, LocalDate first) {
    LocalDateTime tomorrow = now.truncatedTo(ChronoUnit.DAYS).plusDays(1);
    return switch (this) {
      case DAY -> {
        LocalDateTime end = now.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        yield new HistorySpan(end.minusDays(1), end, Grain.HOUR);
      }
      case WEEK, MONTH -> new HistorySpan(tomorrow.minusDays(days), tomorrow, Grain.DAY);
      case YEAR -> new HistorySpan(tomorrow.minusDays(days - 6), tomorrow, Grain.WEEK);
      case ALL -> {
        LocalDateTime begin = first.atStartOfDay();
        yield HistorySpan.between(begin.isBefore(tomorrow) ? begin : tomorrow, tomorrow);
      }
    };
  }
}
