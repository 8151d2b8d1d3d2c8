package roomtone.web.past;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import roomtone.history.Grain;
import roomtone.history.HistoryExport;
import roomtone.history.HistorySpan;
import roomtone.history.HistorySummary;
import roomtone.language.Language;
import roomtone.music.Taste;

/**
 * Puts a summary into words and tables. Any thread may use it.
 *
 * @param zone the kiosk's
 * @param language of the words
 */
public record PastPages(ZoneId zone, Language language) {
  private static final HistorySummary NOTHING =
      new HistorySummary(List.of(), List.of(), List.of(), List.of());

  /**
   * What the page is asked for.
   *
   * @param name of the kiosk
   * @param retentionDays how many days the log keeps a row
   * @param now in the kiosk's own time
   * @param range which of the offered spans is shown; empty for another one
   * @param span what is shown
   */
  public record Question(
      String name, int retentionDays, LocalDateTime now, Optional<Range> range, HistorySpan span) {}

  /** The page of a summary. */
  public PastView page(Question asked, HistorySummary summary, List<Taste.Known> learnt) {
    return page(asked, summary, "", learnt);
  }

  /**
   * The page where the log can't be read.
   *
   * @param trouble why, in a sentence; empty where nothing is logged
   */
  public PastView troubled(Question asked, String trouble, List<Taste.Known> learnt) {
    return page(
        asked, NOTHING, trouble.isEmpty() ? language.say("past.not-logged") : trouble, learnt);
  }

  private PastWords words() {
    return new PastWords(language);
  }

  private PastView page(
      Question asked, HistorySummary summary, String trouble, List<Taste.Known> learnt) {
    HistorySpan span = asked.span();
    return new PastView(
        asked.name(),
        Range.within(asked.retentionDays()).stream()
            .map(range ->
                new PastView.Link(
                    words().range(range),
                    "/history?span=" + range.label(),
                    asked.range().equals(Optional.of(range))))
            .toList(),
        around(asked),
        span.from().toLocalDate().toString(),
        lastDay(span),
        words().when(span),
        trouble,
        moods(summary, span.grain()),
        verdicts(summary),
        songs(summary),
        hours(summary),
        learnt(learnt),
        trouble.isEmpty() ? files(span) : List.of());
  }

  private List<PastView.Link> around(Question asked) {
    HistorySpan span = asked.span();
    Duration length = Duration.between(span.from(), span.to());
    List<PastView.Link> links = new ArrayList<>();
    if (!asked.range().equals(Optional.of(Range.ALL))) {
      links.add(
          new PastView.Link(
              language.say("past.earlier"),
              address(span.from().minus(length), span.from()),
              false));
    }
    if (span.to().isBefore(asked.now())) {
      links.add(
          new PastView.Link(
              language.say("past.later"), address(span.to(), span.to().plus(length)), false));
    }
    return links;
  }

  private String address(LocalDateTime from, LocalDateTime to) {
    return "/history?" + query(from, to);
  }

  private String query(LocalDateTime from, LocalDateTime to) {
    return "from=%s&to=%s".formatted(from.atZone(zone).toInstant(), to.atZone(zone).toInstant());
  }

  private static String lastDay(HistorySpan span) {
    return span.to().minusNanos(1).toLocalDate().toString();
  }

  private Optional<PastView.Moods> moods(HistorySummary summary, Grain grain) {
    Map<String, Duration> totals = new TreeMap<>();
    for (HistorySummary.Stretch stretch : summary.stretches()) {
      stretch.moods().forEach((mood, time) -> totals.merge(mood, time, Duration::plus));
    }
    Duration all = sum(totals);
    if (all.isZero()) {
      return Optional.empty();
    }
    List<PastView.Look> looks =
        PastWords.moods()
            .filter(totals::containsKey)
            .map(mood ->
                new PastView.Look(
                    mood,
                    words().mood(mood),
                    words().share(share(totals.getOrDefault(mood, all), all))))
            .toList();
    List<PastView.MoodRow> rows =
        summary.stretches().stream().map(stretch -> row(stretch, looks, grain)).toList();
    int highest =
        rows.stream()
            .flatMap(row -> row.shares().stream())
            .mapToInt(share -> share)
            .max()
            .orElse(0);
    return Optional.of(
        new PastView.Moods(
            words().showed(all, looks), Math.max(1, Math.ceilDiv(highest, 25)) * 25, looks, rows));
  }

  private PastView.MoodRow row(
      HistorySummary.Stretch stretch, List<PastView.Look> looks, Grain grain) {
    Duration watched = sum(stretch.moods());
    return new PastView.MoodRow(
        words().stretch(grain, stretch.begins()),
        words().mark(grain, stretch.begins()),
        watched.isZero() ? "" : words().length(watched),
        watched.isZero()
            ? List.of()
            : looks.stream()
                .map(look ->
                    Math.toIntExact(
                        Math.round(
                            100
                                * share(
                                    stretch.moods().getOrDefault(look.look(), Duration.ZERO),
                                    watched))))
                .toList());
  }

  private PastView.Verdicts verdicts(HistorySummary summary) {
    long agreed = summary.verdicts().stream().mapToLong(HistorySummary.Verdicts::agreed).sum();
    long all =
        agreed + summary.verdicts().stream().mapToLong(HistorySummary.Verdicts::disagreed).sum();
    return new PastView.Verdicts(
        all == 0
            ? language.say("past.no-verdicts")
            : language.say("verdict.rate", agreed, all, Math.round(100.0 * agreed / all)),
        PastWords.moods()
            .flatMap(
                mood -> summary.verdicts().stream().filter(verdict -> verdict.mood().equals(mood)))
            .map(verdict ->
                new PastView.VerdictRow(
                    language.look(verdict.mood()), verdict.agreed(), verdict.disagreed()))
            .toList());
  }

  private PastView.Songs songs(HistorySummary summary) {
    long plays = summary.songs().stream().mapToLong(HistorySummary.Songs::plays).sum();
    long skips = summary.songs().stream().mapToLong(HistorySummary.Songs::skips).sum();
    List<PastView.SongRow> rows = new ArrayList<>();
    PastWords.moods()
        .forEach(mood ->
            summary.songs().stream()
                .filter(each -> each.mood().equals(mood))
                .forEach(each ->
                    rows.add(
                        new PastView.SongRow(
                            mood,
                            words().mood(mood),
                            each.plays(),
                            each.skips(),
                            each.plays() == 0
                                ? ""
                                : words().share((double) each.skips() / each.plays())))));
    return new PastView.Songs(
        rows.isEmpty() ? language.say("past.nothing-heard") : words().heard(plays, skips), rows);
  }

  private PastView.Hours hours(HistorySummary summary) {
    Map<Integer, HistorySummary.Hour> known = new TreeMap<>();
    summary.hours().forEach(hour -> known.put(hour.hour(), hour));
    Optional<HistorySummary.Hour> busiest =
        summary.hours().stream().max(Comparator.comparingDouble(HistorySummary.Hour::people));
    if (busiest.isEmpty()) {
      return new PastView.Hours(language.say("past.not-looked"), List.of());
    }
    List<PastView.HourRow> rows = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      HistorySummary.Hour found = known.get(hour);
      rows.add(
          new PastView.HourRow(
              words().hour(hour),
              String.valueOf(hour),
              found == null ? "" : words().people(found.people()),
              found == null ? 0 : Math.round(found.people() * 10) / 10.0,
              found == null ? "" : words().length(found.watched())));
    }
    return new PastView.Hours(words().busiest(busiest.get().hour(), busiest.get().people()), rows);
  }

  private PastView.Learnt learnt(List<Taste.Known> learnt) {
    int songs = learnt.stream().mapToInt(known -> known.estimate().plays()).sum();
    return new PastView.Learnt(
        songs == 0 ? language.say("past.nothing-learnt") : words().learnt(songs),
        learnt.stream()
            .map(known ->
                new PastView.LearntRow(
                    known.context().emotion().label(),
                    language.look(known.context().emotion().label()),
                    known.arm().playlist(),
                    percent(known.estimate().mean()),
                    percent(known.estimate().low()),
                    percent(known.estimate().high()),
                    known.estimate().plays(),
                    known.pinned()))
            .toList());
  }

  private List<PastView.Link> files(HistorySpan span) {
    String query = query(span.from(), span.to());
    List<PastView.Link> files = new ArrayList<>();
    for (HistoryExport.Kind kind : HistoryExport.Kind.values()) {
      files.add(
          new PastView.Link(
              language.say("past.file-" + kind.label()) + " (CSV)",
              "/api/history/export?format=csv&what=%s&%s".formatted(kind.label(), query),
              false));
    }
    files.add(
        new PastView.Link(
            language.say("past.all") + " (JSON)",
            "/api/history/export?format=json&" + query,
            false));
    return files;
  }

  private static Duration sum(Map<String, Duration> moods) {
    return moods.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static double share(Duration part, Duration whole) {
    return (double) part.toMillis() / whole.toMillis();
  }

  private static long percent(double share) {
    return Math.round(share * 100);
  }
}
