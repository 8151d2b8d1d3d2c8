package roomtone.web.past;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import roomtone.history.Grain;
import roomtone.history.HistorySpan;
import roomtone.language.Language;

/**
 * The sentences of the history page in one language. They speak of what the room looked like, no
 * more.
 */
record PastWords(Language language) {
  String range(Range range) {
    return language.say("range." + range.label());
  }

  /** A span: {@code "Sunday, 15 November 2026 to Saturday, 21 November 2026, day by day"}. */
  String when(HistorySpan span) {
    if (span.grain() == Grain.HOUR) {
      return language.say(
          "past.hours",
          language.date("long-day", span.from()),
          language.date("hour", span.from()),
          language.date("long-day", span.to()),
          language.date("hour", span.to()));
    }
    LocalDate last = span.to().toLocalDate().minusDays(1);
    return language.say(
        "past.when-" + span.grain().name().toLowerCase(Locale.ROOT),
        language.date("long-day", span.from()),
        language.date("long-day", last));
  }

  /** A stretch of a span. */
  String stretch(Grain grain, LocalDateTime begins) {
    return switch (grain) {
      case HOUR -> language.date("week-day", begins) + ", " + language.date("hour", begins);
      case DAY -> language.date("week-day", begins);
      case WEEK -> language.say("past.week", language.date("week-day", begins));
      case MONTH -> language.date("month", begins);
    };
  }

  /** A stretch below a chart. */
  String mark(Grain grain, LocalDateTime begins) {
    return language.date(
        switch (grain) {
          case HOUR -> "hour";
          case DAY, WEEK -> "day-mark";
          case MONTH -> "month-mark";
        },
        begins);
  }

  /** An hour of the day: {@code "21 to 22 h"}. */
  String hour(int hour) {
    return language.say("past.hour", hour, hour + 1);
  }

  /** A mood in a column. */
  String mood(String label) {
    return language.look(label);
  }

  /** The columns' order: the most usual first. */
  static Stream<String> moods() {
    return Stream.of(
        "happy", "neutral", "surprise", "sad", "fear", "angry", "disgust", "unsure", "empty");
  }

  /** The moods of a span in a sentence. */
  String showed(Duration watched, List<PastView.Look> looks) {
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
            ? language.say("past.no-expression")
            : language.say("past.looked", String.join(", ", expressions));
    return (others.isEmpty() ? looked + "." : language.say("past.others", looked, others))
        + " "
        + language.say("past.watched", length(watched));
  }

  /** What was heard in a sentence. */
  String heard(long plays, long skips) {
    return language.say("past.heard", plays, skips);
  }

  /** When most people were there, in a sentence. */
  String busiest(int hour, double people) {
    return people < 0.05
        ? language.say("past.nobody")
        : language.say("past.busiest", hour(hour), people(people));
  }

  /** A number of people. */
  String people(double people) {
    return String.format(language.locale(), "%.1f", people);
  }

  /** What the DJ learnt, in a sentence. */
  String learnt(int songs) {
    return language.say("past.learnt", songs);
  }

  /** A share in per cent; what is little is not nothing. */
  String share(double share) {
    long percent = Math.round(share * 100);
    return percent == 0 && share > 0
        ? language.say("share.little")
        : language.say("share.percent", percent);
  }

  /** A length of time in hours and minutes. */
  String length(Duration length) {
    if (length.toHours() >= 10) {
      return language.say("age.hours", Math.round(length.toMinutes() / 60.0));
    }
    return length.toHours() > 0
        ? language.say("past.length", length.toHours(), length.toMinutesPart())
        : language.say("age.minutes", length.toMinutes());
  }
}
