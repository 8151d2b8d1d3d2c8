package roomtone.web.past;

import java.util.List;
import java.util.Optional;

/**
 * The history page's content, in words and rounded numbers. Immutable.
 *
 * @param name of the kiosk
 * @param ranges the spans to choose from
 * @param around the span before and the one after, where there is one
 * @param from the first day of the span, as a form's field takes it
 * @param to its last day
 * @param when the span, in words
 * @param trouble why nothing of the log can be shown; empty if it can
 * @param moods what the room showed
 * @param verdicts what people said of it
 * @param songs what was heard and skipped
 * @param hours when people were there
 * @param learnt what the DJ believes of each playlist
 * @param files what can be taken away
 */
public record PastView(
    String name,
    List<Link> ranges,
    List<Link> around,
    String from,
    String to,
    String when,
    String trouble,
    Optional<Moods> moods,
    Verdicts verdicts,
    Songs songs,
    Hours hours,
    Learnt learnt,
    List<Link> files) {

  /**
   * A link.
   *
   * @param current whether it is what is shown
   */
  public record Link(String text, String address, boolean current) {}

  /**
   * What the room showed.
   *
   * @param said the whole span in a sentence
   * @param scale how high the charts go, in per cent
   * @param looks the moods that occur, each a column
   * @param rows the stretches, oldest first
   */
  public record Moods(String said, int scale, List<Look> looks, List<MoodRow> rows) {}

  /**
   * A mood.
   *
   * @param look its picture and colour: an expression's label, {@code "empty"} or {@code "unsure"}
   * @param word for people
   * @param share of the whole span, in words: {@code "31 %"}
   */
  public record Look(String look, String word, String share) {}

  /**
   * A stretch of time.
   *
   * @param when its name
   * @param mark a short name for the chart's axis
   * @param watched how long the room was looked at, in words
   * @param shares of that time in per cent, mood by mood; none where it was not looked at
   */
  public record MoodRow(String when, String mark, String watched, List<Integer> shares) {}

  /** What people said of the mood; no rows where they said nothing. */
  public record Verdicts(String said, List<VerdictRow> rows) {}

  /** What they said of one mood. */
  public record VerdictRow(String word, long agreed, long disagreed) {}

  /** What was heard; no rows where nothing was. */
  public record Songs(String said, List<SongRow> rows) {}

  /**
   * Songs of one mood.
   *
   * @param share how many of a hundred were skipped, in words
   */
  public record SongRow(String look, String word, long plays, long skips, String share) {}

  /** When people were there; no rows where the room was not looked at. */
  public record Hours(String said, List<HourRow> rows) {}

  /**
   * An hour of the day.
   *
   * @param when for example {@code "21 to 22"}
   * @param people on average, in words; empty where the room was never looked at
   * @param value the same as a number for the chart: {@code 1.9}
   * @param watched how long it was looked at, in words
   */
  public record HourRow(String when, String mark, String people, double value, String watched) {}

  /** What the DJ believes. */
  public record Learnt(String said, List<LearntRow> rows) {}

  /**
   * A playlist for an expression.
   *
   * @param estimate how many of a hundred songs are let run, as far as is known
   * @param low the lower end of the interval that holds that with a probability of 95 %
   * @param high its upper end
   * @param songs how many songs that was learnt from
   * @param fixed whether a person fixed it
   */
  public record LearntRow(
      String look,
      String word,
      String playlist,
      long estimate,
      long low,
      long high,
      int songs,
      boolean fixed) {}
}
