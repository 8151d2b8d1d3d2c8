package roomtone.web;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import roomtone.history.ActionEvent;
import roomtone.history.FaultEvent;
import roomtone.history.History;
import roomtone.history.HistoryException;
import roomtone.history.HistoryReader;
import roomtone.history.Moments;
import roomtone.history.MoodInterval;
import roomtone.history.PlayEvent;
import roomtone.history.VerdictEvent;

/** Answers {@code /api/history}. */
final class HistoryApi {
  static final String NOT_LOGGED =
      "Nothing is logged on this kiosk: the settings switch the log on.";

  private static final Duration DEFAULT_SPAN = Duration.ofDays(1);
  private static final Duration LONGEST_SPAN = Duration.ofDays(400);
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final @Nullable HistoryReader reader;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Json json;

  /**
   * Reads from {@code reader}, null where nothing is logged.
   *
   * @param zone in which a bare date begins and ends
   */
  HistoryApi(@Nullable HistoryReader reader, InstantSource clock, ZoneId zone, Json json) {
    this.reader = reader;
    this.clock = clock;
    this.zone = zone;
    this.json = json;
  }

  /** Answers with everything in the span that the query names. */
  void serve(Context context) throws ProblemException {
    Span span = span(context.queryParam("from"), context.queryParam("to"), clock.instant(), zone);
    if (reader == null) {
      throw unavailable(NOT_LOGGED);
    }
    try {
      History history = reader.between(span.from, span.to);
      context.contentType(Json.TYPE).result(json.bytes(Document.of(span, history)));
    } catch (HistoryException e) {
      throw unavailable(e.getMessage());
    }
  }

  /** The half-open span [from, to) that a query names; by default the last 24 hours. */
  static Span span(@Nullable String from, @Nullable String to, Instant now, ZoneId zone)
      throws ProblemException {
    return span(from, to, now, zone, DEFAULT_SPAN, LONGEST_SPAN);
  }

  /** The same, but {@code usual} by default and at most {@code longest}. */
  static Span span(
      @Nullable String from,
      @Nullable String to,
      Instant now,
      ZoneId zone,
      Duration usual,
      Duration longest)
      throws ProblemException {
    Instant end = to == null ? now : moment("to", to, 1, zone);
    Instant start = from == null ? end.minus(usual) : moment("from", from, 0, zone);
    if (start.isAfter(end)) {
      throw bad("from", "\"from\" lies after \"to\": %s, %s.".formatted(start, end));
    }
    if (Duration.between(start, end).compareTo(longest) > 0) {
      throw bad("from", "At most %d days can be asked for at once.".formatted(longest.toDays()));
    }
    return new Span(start, end);
  }

  /** A moment, or the start of a day that comes {@code days} after the one that is named. */
  private static Instant moment(String parameter, String text, int days, ZoneId zone)
      throws ProblemException {
    try {
      Instant moment = Moments.parse(text, days, zone);
      if (!moment.isBefore(FIRST) && !moment.isAfter(LAST)) {
        return moment;
      }
    } catch (DateTimeException _) {
      // The answer is the same for what is no time and for one out of range.
    }
    throw bad(
        parameter,
        "\"%s\" takes a date like 2026-11-21 or a time like 2026-11-21T18:00:00Z, from 1970 to 9999."
            .formatted(parameter));
  }

  static ProblemException bad(String parameter, String detail) {
    return new ProblemException(new Problem("Bad parameter", 400, detail, parameter));
  }

  static ProblemException unavailable(@Nullable String detail) {
    return new ProblemException(
        new Problem("No history", 503, detail == null ? "The log can't be read." : detail));
  }

  /** From the first moment, included, to the last, excluded. */
  record Span(Instant from, Instant to) {}

  /** The shape of the answer. */
  private record Document(
      Instant from,
      Instant to,
      List<MoodInterval> moods,
      List<PlayEvent> plays,
      List<ActionEvent> actions,
      List<FaultEvent> faults,
      List<VerdictEvent> verdicts) {
    static Document of(Span span, History history) {
      return new Document(
          span.from,
          span.to,
          history.moods(),
          history.plays(),
          history.actions(),
          history.faults(),
          history.verdicts());
    }
  }
}
