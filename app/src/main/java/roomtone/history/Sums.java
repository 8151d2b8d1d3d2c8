package roomtone.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The log summed up by day and hour of the kiosk's own time: how long each mood lasted, how many
 * people were there, how many songs began and were skipped.
 *
 * <p>It is written in the same transaction as the rows, and made anew from them where the kiosk has
 * moved to another zone. Used by one thread at a time.
 */
final class Sums {
  private static final String DAYS =
      "INSERT INTO mood_days (day, mood, millis, plays, skips) VALUES (?1, ?3, ?4, ?5, ?6)"
          + " ON CONFLICT DO UPDATE SET millis = millis + excluded.millis,"
          + " plays = plays + excluded.plays, skips = skips + excluded.skips";
  private static final String HOURS =
      "INSERT INTO mood_hours (day, hour, mood, millis, plays, skips)"
          + " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
          + " ON CONFLICT DO UPDATE SET millis = millis + excluded.millis,"
          + " plays = plays + excluded.plays, skips = skips + excluded.skips";
  private static final String PEOPLE =
      "INSERT INTO people_hours (day, hour, millis, visitor_millis) VALUES (?1, ?2, ?3, ?4)"
          + " ON CONFLICT DO UPDATE SET millis = millis + excluded.millis,"
          + " visitor_millis = visitor_millis + excluded.visitor_millis";

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::time).thenComparing(Key::mood);

  /** Little enough to hold, and enough that most rows are written once. */
  private static final int MOST_COLLECTED = 2_000;

  /** Of which time and mood. */
  private record Key(LocalDateTime time, String mood) {}

  /** How much of it. */
  private record Sum(long millis, long visitorMillis, long plays, long skips) {
    Sum plus(Sum other) {
      return new Sum(
          millis + other.millis,
          visitorMillis + other.visitorMillis,
          plays + other.plays,
          skips + other.skips);
    }
  }

  private final Connection connection;
  private final ZoneId zone;
  private final Map<Key, Sum> collected = new TreeMap<>(ORDER);

  Sums(Connection connection, ZoneId zone) {
    this.connection = connection;
    this.zone = zone;
  }

  /** Whether what is summed up is of this zone. */
  boolean isCurrent() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT zone FROM sums_zone")) {
      return result.next() && result.getString(1).equals(zone.getId());
    }
  }

  /** Sums everything up anew, reading row by row; takes seconds for years. */
  void renew() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : List.of("mood_days", "mood_hours", "people_hours", "sums_zone")) {
        statement.executeUpdate("DELETE FROM " + table);
      }
      try (ResultSet moods =
          statement.executeQuery("SELECT began, ended, mood, visitors FROM moods ORDER BY ended")) {
        while (moods.next()) {
          collect(time(moods, 1), time(moods, 2), moods.getString(3), moods.getInt(4), 1);
          writeIfMany();
        }
      }
      try (ResultSet plays = statement.executeQuery("SELECT at, mood FROM plays ORDER BY at")) {
        while (plays.next()) {
          collect(time(plays, 1), plays.getString(2), 1, 0);
          writeIfMany();
        }
      }
      try (ResultSet skips =
          statement.executeQuery("SELECT at, mood FROM actions WHERE kind = 'SKIP' ORDER BY at")) {
        while (skips.next()) {
          collect(time(skips, 1), skips.getString(2), 0, 1);
          writeIfMany();
        }
      }
      write();
    }
    run("INSERT INTO sums_zone (zone) VALUES (?1)", zone.getId());
  }

  /** Adds an interval. */
  void add(MoodInterval interval) throws SQLException {
    collect(interval.from(), interval.to(), interval.mood(), interval.visitors(), 1);
    write();
  }

  /** Adds an interval in place of the one that it goes on from. */
  void replace(MoodInterval before, MoodInterval interval) throws SQLException {
    boolean onlyLonger =
        interval.from().equals(before.from())
            && interval.mood().equals(before.mood())
            && interval.visitors() == before.visitors()
            && !interval.to().isBefore(before.to());
    if (onlyLonger) {
      // Not all of it again: a room can stay empty for weeks.
      collect(before.to(), interval.to(), interval.mood(), interval.visitors(), 1);
    } else {
      collect(before.from(), before.to(), before.mood(), before.visitors(), -1);
      collect(interval.from(), interval.to(), interval.mood(), interval.visitors(), 1);
    }
    write();
  }

  /** Adds a song that began. */
  void add(PlayEvent play) throws SQLException {
    collect(play.at(), play.mood(), 1, 0);
    write();
  }

  /** Adds what a person did, if it was a skip. */
  void add(ActionEvent action) throws SQLException {
    if (action.kind() == ActionEvent.Kind.SKIP) {
      collect(action.at(), action.mood(), 0, 1);
      write();
    }
  }

  /** Deletes the days and hours that began before a time. */
  void deleteBefore(Instant cutoff) throws SQLException {
    LocalDateTime local = local(cutoff);
    LocalDateTime hour = local.truncatedTo(ChronoUnit.HOURS);
    LocalDateTime day = local.truncatedTo(ChronoUnit.DAYS);
    run("DELETE FROM mood_days WHERE day < ?1", day(day) + (day.equals(local) ? 0 : 1));
    long hours = 24 * day(hour) + hour.getHour() + (hour.equals(local) ? 0 : 1);
    run("DELETE FROM mood_hours WHERE day * 24 + hour < ?1", hours);
    run("DELETE FROM people_hours WHERE day * 24 + hour < ?1", hours);
  }

  private void collect(Instant from, Instant to, String mood, int visitors, int sign) {
    for (Instant start = from; start.isBefore(to); ) {
      ZonedDateTime hour = start.atZone(zone).truncatedTo(ChronoUnit.HOURS);
      Instant next = hour.plusHours(1).toInstant();
      Instant end = next.isBefore(to) ? next : to;
      long millis = sign * (end.toEpochMilli() - start.toEpochMilli());
      collect(hour.toLocalDateTime(), mood, new Sum(millis, millis * visitors, 0, 0));
      start = end;
    }
  }

  private void collect(Instant at, String mood, int plays, int skips) {
    collect(local(at).truncatedTo(ChronoUnit.HOURS), mood, new Sum(0, 0, plays, skips));
  }

  private void collect(LocalDateTime hour, String mood, Sum sum) {
    collected.merge(new Key(hour, mood), sum, Sum::plus);
  }

  private void writeIfMany() throws SQLException {
    if (collected.size() >= MOST_COLLECTED) {
      write();
    }
  }

  /** Writes what was collected, each day, hour and mood once. */
  private void write() throws SQLException {
    Map<Key, Sum> days = new TreeMap<>(ORDER);
    Map<LocalDateTime, Sum> people = new TreeMap<>();
    collected.forEach((key, sum) -> {
      days.merge(new Key(key.time.truncatedTo(ChronoUnit.DAYS), key.mood), sum, Sum::plus);
      people.merge(key.time, sum, Sum::plus);
    });
    try (PreparedStatement hour = connection.prepareStatement(HOURS);
        PreparedStatement day = connection.prepareStatement(DAYS);
        PreparedStatement person = connection.prepareStatement(PEOPLE)) {
      for (Map.Entry<Key, Sum> each : collected.entrySet()) {
        run(hour, each.getKey(), each.getValue());
      }
      for (Map.Entry<Key, Sum> each : days.entrySet()) {
        run(day, each.getKey(), each.getValue());
      }
      for (Map.Entry<LocalDateTime, Sum> each : people.entrySet()) {
        Sum sum = each.getValue();
        if (sum.millis != 0 || sum.visitorMillis != 0) {
          run(person, day(each.getKey()), each.getKey().getHour(), sum.millis, sum.visitorMillis);
        }
      }
    } finally {
      collected.clear();
    }
  }

  private static void run(PreparedStatement statement, Key key, Sum sum) throws SQLException {
    run(statement, day(key.time), key.time.getHour(), key.mood, sum.millis, sum.plays, sum.skips);
  }

  private LocalDateTime local(Instant time) {
    return LocalDateTime.ofInstant(time, zone);
  }

  private static long day(LocalDateTime time) {
    return time.toLocalDate().toEpochDay();
  }

  private static Instant time(ResultSet result, int column) throws SQLException {
    return Instant.ofEpochMilli(result.getLong(column));
  }

  private void run(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      run(statement, values);
    }
  }

  private static void run(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.executeUpdate();
  }
}
