package roomtone.history;

import java.time.Duration;
import java.time.LocalDateTime;

/**
 * The half-open span [from, to) of a summary, in the kiosk's own time. Immutable.
 *
 * @param from its start, moved to the start of a stretch
 * @param to its end, moved to the end of a stretch
 * @param grain how long its stretches are
 */
public record HistorySpan(LocalDateTime from, LocalDateTime to, Grain grain) {
  private static final Duration BY_HOUR = Duration.ofDays(2);
  private static final Duration BY_DAY = Duration.ofDays(62);
  private static final Duration BY_WEEK = Duration.ofDays(740);

  /** Moves the ends and checks their order. */
  public HistorySpan {
    from = grain.floor(from);
    to = grain.floor(to).equals(to) ? to : grain.plus(grain.floor(to), 1);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a span that begins at %s can't end at %s".formatted(from, to));
    }
  }

  /** A span with stretches of a length that makes at most a hundred or so of ten years. */
  public static HistorySpan between(LocalDateTime from, LocalDateTime to) {
    Duration length = Duration.between(from, to);
    Grain grain;
    if (length.compareTo(BY_HOUR) <= 0) {
      grain = Grain.HOUR;
    } else if (length.compareTo(BY_DAY) <= 0) {
      grain = Grain.DAY;
    } else {
      grain = length.compareTo(BY_WEEK) <= 0 ? Grain.WEEK : Grain.MONTH;
    }
    return new HistorySpan(from, to, grain);
  }
}
