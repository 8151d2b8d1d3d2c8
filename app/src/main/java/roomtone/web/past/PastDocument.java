package roomtone.web.past;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import roomtone.history.Grain;
import roomtone.history.HistorySpan;
import roomtone.history.HistorySummary;
import roomtone.music.Taste;

/**
 * A summary in the shape of {@code /api/history/summary}, which the OpenAPI document describes.
 * Immutable.
 */
@SuppressWarnings("MissingSummary") // The OpenAPI document says what each field is.
public record PastDocument(
    Instant from,
    Instant to,
    String zone,
    Grain grain,
    List<StretchPart> stretches,
    List<HistorySummary.Songs> songs,
    List<HourPart> hours,
    List<HistorySummary.Verdicts> verdicts,
    List<LearntPart> learnt) {

  public record StretchPart(Instant from, Map<String, Long> seconds) {}

  public record HourPart(int hour, long watchedSeconds, double people) {}

  public record LearntPart(
      String expression,
      String policy,
      String language,
      String playlist,
      double estimate,
      double low,
      double high,
      int songs,
      boolean pinned) {
    static LearntPart of(Taste.Known known) {
      return new LearntPart(
          known.context().emotion().label(),
          known.context().policy().label(),
          known.context().language(),
          known.arm().playlist(),
          rounded(known.estimate().mean()),
          rounded(known.estimate().low()),
          rounded(known.estimate().high()),
          known.estimate().plays(),
          known.pinned());
    }
  }

  /**
   * The document of a summary.
   *
   * @param zone the kiosk's
   * @param learnt what the DJ believes
   */
  public static PastDocument of(
      HistorySpan span, HistorySummary summary, ZoneId zone, List<Taste.Known> learnt) {
    return new PastDocument(
        instant(span.from(), zone),
        instant(span.to(), zone),
        zone.getId(),
        span.grain(),
        summary.stretches().stream()
            .map(stretch -> new StretchPart(instant(stretch.begins(), zone), seconds(stretch)))
            .toList(),
        summary.songs(),
        summary.hours().stream()
            .map(hour ->
                new HourPart(hour.hour(), hour.watched().toSeconds(), rounded(hour.people())))
            .toList(),
        summary.verdicts(),
        learnt.stream().map(LearntPart::of).toList());
  }

  private static Map<String, Long> seconds(HistorySummary.Stretch stretch) {
    Map<String, Long> seconds = new TreeMap<>();
    stretch.moods().forEach((mood, time) -> seconds.put(mood, time.toSeconds()));
    return seconds;
  }

  private static Instant instant(LocalDateTime time, ZoneId zone) {
    return time.atZone(zone).toInstant();
  }

  /** Three digits: more would say more than is known. */
  private static double rounded(double share) {
    return Math.round(share * 1000) / 1000.0;
  }
}
