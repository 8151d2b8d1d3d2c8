package roomtone.web.past;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import roomtone.emotion.Emotion;
import roomtone.history.Grain;
import roomtone.history.HistorySpan;

/** The sentences of the history page. They speak of what the room looked like, no more. */
final class PastWords {
  private static final Locale LANGUAGE = Locale.ENGLISH;
  private static final DateTimeFormatter LONG_DAY = pattern("EEEE, d MMMM yyyy");
  private static final DateTimeFormatter DAY = pattern("EEE, d MMM yyyy");
  private static final DateTimeFormatter MONTH = pattern("MMMM yyyy");
  private static final DateTimeFormatter DAY_MARK = pattern("d MMM");
  private static final DateTimeFormatter MONTH_MARK = pattern("MMM yy");
  private static final DateTimeFormatter HOUR = pattern("HH:mm");

  static final String NOT_LOGGED =
      "Nothing is logged on this kiosk: the settings switch the log on.";
  static final String NOTHING_SHOWN = "The room was not looked at in this time.";
  static final String NOTHING_HEARD = "No song began in this time.";
  static final String NOTHING_LEARNT = "No song has told the DJ anything yet.";

  private PastWords() {}

  static String range(Range range) {
    return switch (range) {
      case DAY -> "24 hours";
      case WEEK -> "7 days";
      case MONTH -> "30 days";
      case YEAR -> "52 weeks";
      case ALL -> "Everything";
    };
  }

  /** A span: {@code "Sunday, 15 November 2026 to Saturday, 21 November 2026, day by day"}. */
  static String when(HistorySpan span) {
    if (span.grain() == Grain.HOUR) {
      return "%s, %s to %s, %s, hour by hour"
          .formatted(
              LONG_DAY.format(span.from()),
              HOUR.format(span.from()),
              LONG_DAY.format(span.to()),
              HOUR.format(span.to()));
    }
    LocalDate last = span.to().toLocalDate().minusDays(1);
    return "%s to %s, %s by %s"
        .formatted(LONG_DAY.format(span.from()), LONG_DAY.format(last), unit(span), unit(span));
  }

  private static String unit(HistorySpan span) {
    return span.grain().name().toLowerCase(LANGUAGE);
  }

  /** A stretch of a span. */
  static String stretch(Grain grain, LocalDateTime begins) {
    return switch (grain) {
      case HOUR -> DAY.format(begins) + ", " + HOUR.format(begins);
      case DAY -> DAY.format(begins);
      case WEEK -> "Week from " + DAY.format(begins);
      case MONTH -> MONTH.format(begins);
    };
  }

  /** A stretch below a chart. */
  static String mark(Grain grain, LocalDateTime begins) {
    return switch (grain) {
      case HOUR -> HOUR.format(begins);
      case DAY, WEEK -> DAY_MARK.format(begins);
      case MONTH -> MONTH_MARK.format(begins);
    };
  }

  /** An hour of the day: {@code "21 to 22 h"}. */
  static String hour(int hour) {
    return "%d to %d h".formatted(hour, hour + 1);
  }

  /** A mood in a column. */
  static String mood(String label) {
    return switch (label) {
      case "unsure" -> "hard to read";
      case "empty" -> "empty";
      default ->
          Arrays.stream(Emotion.values())
              .filter(emotion -> emotion.label().equals(label))
              .map(Emotion::adjective)
              .findFirst()
              .orElse(label);
    };
  }

  /** The columns' order: the most usual first. */
  static Stream<String> moods() {
    return Stream.of(
        "happy", "neutral", "surprise", "sad", "fear", "angry", "disgust", "unsure", "empty");
  }

  /** The moods of a span in a sentence. */
  static String showed(Duration watched, List<PastView.Look> looks) {
    List<String> expressions =
        looks.stream()
            .filter(look -> !look.look().equals("unsure") && !look.look().equals("empty"))
            .map(look -> look.word() + " " + look.share())
            .toList();
    String others =
        String.join(
            ", ",
            looks.stream()
                .filter(look -> look.look().equals("unsure") || look.look().equals("empty"))
                .map(look -> look.word() + " " + look.share())
                .toList());
    String looked =
        expressions.isEmpty()
            ? "The room showed no expression"
            : "The room looked " + String.join(", ", expressions) + " of the time";
    return "%s%s. It was looked at for %s."
        .formatted(looked, others.isEmpty() ? "" : "; it was " + others, length(watched));
  }

  /** What was heard in a sentence. */
  static String heard(long plays, long skips) {
    String songs = plays == 1 ? "1 song began" : "%s songs began".formatted(number(plays));
    String skipped = skips == 1 ? "1 was skipped" : "%s were skipped".formatted(number(skips));
    return "%s and %s.".formatted(songs, skipped);
  }

  /** When most people were there, in a sentence. */
  static String busiest(int hour, double people) {
    return people < 0.05
        ? "Nobody was there while the room was looked at."
        : "Most people were there from %s: %s on average.".formatted(hour(hour), people(people));
  }

  /** A number of people. */
  static String people(double people) {
    return String.format(LANGUAGE, "%.1f", people);
  }

  /** What the DJ learnt, in a sentence. */
  static String learnt(int songs) {
    return songs == 1 ? "Learnt from 1 song." : "Learnt from %s songs.".formatted(number(songs));
  }

  /** A share in per cent; what is little is not nothing. */
  static String share(double share) {
    long percent = Math.round(share * 100);
    return percent == 0 && share > 0 ? "less than 1 %" : percent + " %";
  }

  /** A length of time in hours and minutes. */
  static String length(Duration length) {
    if (length.toHours() >= 10) {
      return number(Math.round(length.toMinutes() / 60.0)) + " h";
    }
    return length.toHours() > 0
        ? "%d h %d min".formatted(length.toHours(), length.toMinutesPart())
        : length.toMinutes() + " min";
  }

  private static String number(long number) {
    return String.format(LANGUAGE, "%,d", number);
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, LANGUAGE);
  }
}
