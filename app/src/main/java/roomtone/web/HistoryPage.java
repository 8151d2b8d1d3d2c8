package roomtone.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.history.HistoryArchive;
import roomtone.history.HistoryException;
import roomtone.history.HistoryExport;
import roomtone.history.HistorySpan;
import roomtone.language.Language;
import roomtone.web.past.PastDocument;
import roomtone.web.past.PastPages;
import roomtone.web.past.PastView;
import roomtone.web.past.Range;

/** Answers what is asked of the past: its page, its summary and its files. */
final class HistoryPage {
  private static final Duration USUAL = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(3_660);
  private static final int EXPORTS_AT_ONCE = 2;

  private final Past past;
  private final Supplier<StatusSnapshot> snapshot;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Json json;
  private final Pages pages;
  private final Door door;
  private final Semaphore exports = new Semaphore(EXPORTS_AT_ONCE);

  /**
   * Answers from {@code past}.
   *
   * @param zone in which days begin and end
   */
  HistoryPage(
      Past past,
      Supplier<StatusSnapshot> snapshot,
      InstantSource clock,
      ZoneId zone,
      Json json,
      Pages pages,
      Door door) {
    this.past = past;
    this.snapshot = snapshot;
    this.clock = clock;
    this.zone = zone;
    this.json = json;
    this.pages = pages;
    this.door = door;
  }

  /** Answers {@code GET /history}. */
  void show(Context context) throws ProblemException {
    Optional<Range> range = range(context);
    HistorySpan span = span(context, range);
    StatusSnapshot now = snapshot.get();
    var asked = new PastPages.Question(now.name(), now.logRetentionDays(), localNow(), range, span);
    Visitor visitor = door.visitor(context);
    pages.history(context, visitor, view(context, visitor.language(), asked));
  }

  private PastView view(Context context, Language language, PastPages.Question asked) {
    var views = new PastPages(zone, language);
    var learnt = past.learnt().get();
    HistoryArchive archive = past.archive();
    if (archive == null) {
      return views.troubled(asked, "", learnt);
    }
    try {
      return views.page(asked, archive.summary(asked.span()), learnt);
    } catch (HistoryException e) {
      context.status(503);
      return views.troubled(asked, reason(e), learnt);
    }
  }

  /** Answers {@code GET /api/history/summary}. */
  void serve(Context context) throws ProblemException {
    HistorySpan span = span(context, range(context));
    try {
      var document = PastDocument.of(span, archive().summary(span), zone, past.learnt().get());
      context.contentType(Json.TYPE).result(json.bytes(document));
    } catch (HistoryException e) {
      throw HistoryApi.unavailable(e.getMessage());
    }
  }

  /** Answers {@code GET /api/history/export}, row by row. */
  void export(Context context) throws ProblemException, IOException {
    HistoryExport.Kind kind = kind(context);
    boolean asCsv = isCsv(context);
    HistoryApi.Span span = moments(context);
    HistoryExport export = archive().export();
    if (!exports.tryAcquire()) {
      throw HistoryApi.unavailable("Others are exporting just now: try again in a minute.");
    }
    try {
      context.contentType(asCsv ? "text/csv;charset=utf-8" : Json.TYPE);
      context.header(
          "Content-Disposition",
          "attachment; filename=\"%s\"".formatted(fileName(kind, asCsv, span)));
      if (asCsv) {
        export.writeCsv(kind, span.from(), span.to(), context.outputStream());
      } else {
        export.writeJson(
            EnumSet.allOf(HistoryExport.Kind.class),
            span.from(),
            span.to(),
            context.outputStream());
      }
    } catch (HistoryException e) {
      context.res().setHeader("Content-Disposition", null);
      throw HistoryApi.unavailable(e.getMessage());
    } finally {
      exports.release();
    }
  }

  private HistoryArchive archive() throws ProblemException {
    HistoryArchive archive = past.archive();
    if (archive == null) {
      throw HistoryApi.unavailable(HistoryApi.NOT_LOGGED);
    }
    return archive;
  }

  /** The offered span that is asked for; empty where a query names its ends. */
  private static Optional<Range> range(Context context) throws ProblemException {
    String name = parameter(context, "span");
    if (name == null) {
      boolean hasEnds = parameter(context, "from") != null || parameter(context, "to") != null;
      return hasEnds ? Optional.empty() : Optional.of(Range.WEEK);
    }
    Optional<Range> range = Range.named(name);
    if (range.isEmpty()) {
      throw HistoryApi.bad("span", "\"span\" takes day, week, month, year or all.");
    }
    return range;
  }

  private HistorySpan span(Context context, Optional<Range> range) throws ProblemException {
    if (range.isPresent()) {
      return range.get().until(localNow(), range.get() == Range.ALL ? firstDay() : LocalDate.MAX);
    }
    HistoryApi.Span span = moments(context);
    return HistorySpan.between(local(span.from()), local(span.to()));
  }

  private HistoryApi.Span moments(Context context) throws ProblemException {
    return HistoryApi.span(
        parameter(context, "from"),
        parameter(context, "to"),
        clock.instant(),
        zone,
        USUAL,
        LONGEST);
  }

  /** Today where nothing is known yet; what can't be read is said where more is asked. */
  private LocalDate firstDay() {
    LocalDate today = localNow().toLocalDate();
    HistoryArchive archive = past.archive();
    try {
      return archive == null ? today : archive.firstDay().orElse(today);
    } catch (HistoryException _) {
      return today;
    }
  }

  private static HistoryExport.Kind kind(Context context) throws ProblemException {
    String name = parameter(context, "what");
    return Arrays.stream(HistoryExport.Kind.values())
        .filter(kind -> name == null || kind.label().equals(name))
        .findFirst()
        .orElseThrow(() ->
            HistoryApi.bad("what", "\"what\" takes moods, plays, actions, faults or changes."));
  }

  private static boolean isCsv(Context context) throws ProblemException {
    String format = parameter(context, "format");
    if (format != null && !format.equals("csv") && !format.equals("json")) {
      throw HistoryApi.bad("format", "\"format\" takes csv or json.");
    }
    return !"json".equals(format);
  }

  private String fileName(HistoryExport.Kind kind, boolean asCsv, HistoryApi.Span span) {
    return "roomtone-%s-%s-to-%s.%s"
        .formatted(
            asCsv ? kind.label() : "history",
            local(span.from()).toLocalDate(),
            local(span.to()).minusNanos(1).toLocalDate(),
            asCsv ? "csv" : "json");
  }

  private LocalDateTime localNow() {
    return local(clock.instant());
  }

  private LocalDateTime local(Instant time) {
    return LocalDateTime.ofInstant(time, zone);
  }

  /** A query's parameter; a form's empty field is as good as none. */
  private static @Nullable String parameter(Context context, String name) {
    String value = context.queryParam(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static String reason(HistoryException failure) {
    String message = failure.getMessage();
    return message == null ? "The log can’t be read." : message;
  }
}
