package roomtone.history;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * The log of a span summed up, in the kiosk's own time. Immutable.
 *
 * @param stretches one after the other without a gap, oldest first
 * @param songs by mood, those that occur
 * @param hours by hour of the day, those that were looked at
 * @param verdicts by mood, those that people judged
 */
public record HistorySummary(
    List<Stretch> stretches, List<Songs> songs, List<Hour> hours, List<Verdicts> verdicts) {
  /** Copies the lists. */
  public HistorySummary {
    stretches = List.copyOf(stretches);
    songs = List.copyOf(songs);
    hours = List.copyOf(hours);
    verdicts = List.copyOf(verdicts);
  }

  /**
   * What people in the room said of its mood.
   *
   * @param mood an expression's label
   * @param agreed how many found it right
   * @param disagreed how many found it wrong
   */
  public record Verdicts(String mood, long agreed, long disagreed) {}

  /**
   * An hour, a day, a week or a month.
   *
   * @param begins its start
   * @param moods how long the room kept each mood: an expression's label, {@code "empty"} or {@code
   *     "unsure"}; without those that did not occur
   */
  public record Stretch(LocalDateTime begins, Map<String, Duration> moods) {}

  /**
   * What was heard.
   *
   * @param mood the room's mood that songs were chosen for, and in which others were skipped
   * @param plays how many songs began
   * @param skips how many were skipped
   */
  public record Songs(String mood, long plays, long skips) {}

  /**
   * An hour of the day, over all days.
   *
   * @param hour 0 to 23
   * @param watched how long the room was looked at
   * @param people how many were there on average, of the most counted at once in each interval
   */
  public record Hour(int hour, Duration watched, double people) {}
}
