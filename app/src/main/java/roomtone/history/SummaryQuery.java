package roomtone.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a summary from the {@link Sums}. For one thread. */
final class SummaryQuery {
  private static final String BY_HOUR =
      "SELECT day, hour, mood, millis, plays, skips FROM mood_hours"
          + " WHERE day >= ?1 / 24 AND day <= ?2 / 24"
          + " AND day * 24 + hour >= ?1 AND day * 24 + hour < ?2";
  private static final String BY_DAY =
      "SELECT %s AS stretch, 0, mood, sum(millis), sum(plays), sum(skips) FROM mood_days"
          + " WHERE day >= ?1 / 24 AND day < ?2 / 24 GROUP BY stretch, mood";
  private static final String PEOPLE =
      "SELECT hour, sum(millis), sum(visitor_millis) FROM people_hours"
          // Each hour by name, so that the index leads to the days of the span.
          + " WHERE hour IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,"
          + " 20, 21, 22, 23) AND day >= ?1 / 24 AND day <= ?2 / 24"
          + " AND day * 24 + hour >= ?1 AND day * 24 + hour < ?2"
          + " GROUP BY hour HAVING sum(millis) > 0";

  private static final String VERDICTS =
      "SELECT mood, sum(agreed), sum(1 - agreed) FROM verdicts WHERE at >= ?1 AND at < ?2"
          + " GROUP BY mood ORDER BY mood";

  /** Songs that began and songs that were skipped. */
  private record Count(long plays, long skips) {
    Count plus(Count other) {
      return new Count(plays + other.plays, skips + other.skips);
    }
  }

  private final Connection connection;
  private final HistorySpan span;
  private final ZoneId zone;

  SummaryQuery(Connection connection, HistorySpan span, ZoneId zone) {
    this.connection = connection;
    this.span = span;
    this.zone = zone;
  }

  HistorySummary summary() throws SQLException {
    Map<LocalDateTime, Map<String, Duration>> stretches = new TreeMap<>();
    for (LocalDateTime at = span.from(); at.isBefore(span.to()); at = span.grain().plus(at, 1)) {
      stretches.put(at, new TreeMap<>());
    }
    Map<String, Count> songs = new TreeMap<>();
    try (PreparedStatement statement = prepare(moods());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        LocalDateTime hour = LocalDate.ofEpochDay(rows.getLong(1)).atTime(rows.getInt(2), 0);
        String mood = rows.getString(3);
        long millis = rows.getLong(4);
        Map<String, Duration> moods = stretches.get(span.grain().floor(hour));
        if (moods != null && millis > 0) {
          moods.merge(mood, Duration.ofMillis(millis), Duration::plus);
        }
        songs.merge(mood, new Count(rows.getLong(5), rows.getLong(6)), Count::plus);
      }
    }
    return new HistorySummary(
        stretches.entrySet().stream()
            .map(each -> new HistorySummary.Stretch(each.getKey(), each.getValue()))
            .toList(),
        songs.entrySet().stream()
            .map(each ->
                new HistorySummary.Songs(
                    each.getKey(), each.getValue().plays(), each.getValue().skips()))
            .filter(each -> each.plays() + each.skips() > 0)
            .toList(),
        hours(),
        verdicts());
  }

  /** Few are given, so they are not summed up beforehand. */
  private List<HistorySummary.Verdicts> verdicts() throws SQLException {
    List<HistorySummary.Verdicts> verdicts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(VERDICTS)) {
      statement.setLong(1, span.from().atZone(zone).toInstant().toEpochMilli());
      statement.setLong(2, span.to().atZone(zone).toInstant().toEpochMilli());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          verdicts.add(
              new HistorySummary.Verdicts(rows.getString(1), rows.getLong(2), rows.getLong(3)));
        }
      }
    }
    return verdicts;
  }

  /** Sums up to whole stretches already in the database: few rows come here. */
  private String moods() {
    return switch (span.grain()) {
      case HOUR -> BY_HOUR;
      case DAY -> BY_DAY.formatted("day");
      // Day 0 was a Thursday.
      case WEEK -> BY_DAY.formatted("(day + 3) / 7 * 7 - 3");
      case MONTH ->
          BY_DAY.formatted("unixepoch(day * 86400, 'unixepoch', 'start of month') / 86400");
    };
  }

  private List<HistorySummary.Hour> hours() throws SQLException {
    List<HistorySummary.Hour> hours = new ArrayList<>();
    try (PreparedStatement statement = prepare(PEOPLE);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        long millis = rows.getLong(2);
        hours.add(
            new HistorySummary.Hour(
                rows.getInt(1), Duration.ofMillis(millis), rows.getDouble(3) / millis));
      }
    }
    return hours;
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setLong(1, hoursTo(span.from()));
    statement.setLong(2, hoursTo(span.to()));
    return statement;
  }

  private static long hoursTo(LocalDateTime time) {
    return time.toLocalDate().toEpochDay() * 24 + time.getHour();
  }
}
