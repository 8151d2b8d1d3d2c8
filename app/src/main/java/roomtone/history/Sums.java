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
import java.util.List;

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

  private final Connection connection;
  private final ZoneId zone;

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

  /** Sums everything up anew; takes seconds for years. */
  void renew() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : List.of("mood_days", "mood_hours", "people_hours", "sums_zone")) {
        statement.executeUpdate("DELETE FROM " + table);
      }
      try (ResultSet moods =
          statement.executeQuery("SELECT began, ended, mood, visitors FROM moods")) {
        while (moods.next()) {
          add(time(moods, 1), time(moods, 2), moods.getString(3), moods.getInt(4), 1);
        }
      }
      try (ResultSet plays = statement.executeQuery("SELECT at, mood FROM plays")) {
        while (plays.next()) {
          song(time(plays, 1), plays.getString(2), 1, 0);
        }
      }
      try (ResultSet skips =
          statement.executeQuery("SELECT at, mood FROM actions WHERE kind = 'SKIP'")) {
        while (skips.next()) {
          song(time(skips, 1), skips.getString(2), 0, 1);
        }
      }
    }
    run("INSERT INTO sums_zone (zone) VALUES (?1)", zone.getId());
  }

  /** Adds an interval. */
  void add(MoodInterval interval) throws SQLException {
    add(interval.from(), interval.to(), interval.mood(), interval.visitors(), 1);
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
      add(before.to(), interval.to(), interval.mood(), interval.visitors(), 1);
    } else {
      add(before.from(), before.to(), before.mood(), before.visitors(), -1);
      add(interval);
    }
  }

  /** Adds a song that began. */
  void add(PlayEvent play) throws SQLException {
    song(play.at(), play.mood(), 1, 0);
  }

  /** Adds what a person did, if it was a skip. */
  void add(ActionEvent action) throws SQLException {
    if (action.kind() == ActionEvent.Kind.SKIP) {
      song(action.at(), action.mood(), 0, 1);
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

  private void add(Instant from, Instant to, String mood, int visitors, int sign)
      throws SQLException {
    for (Instant start = from; start.isBefore(to); ) {
      ZonedDateTime hour = start.atZone(zone).truncatedTo(ChronoUnit.HOURS);
      Instant next = hour.plusHours(1).toInstant();
      Instant end = next.isBefore(to) ? next : to;
      LocalDateTime local = hour.toLocalDateTime();
      long millis = sign * (end.toEpochMilli() - start.toEpochMilli());
      mood(local, mood, millis, 0, 0);
      run(PEOPLE, day(local), local.getHour(), millis, millis * visitors);
      start = end;
    }
  }

  private void song(Instant at, String mood, int plays, int skips) throws SQLException {
    mood(local(at), mood, 0, plays, skips);
  }

  private void mood(LocalDateTime hour, String mood, long millis, int plays, int skips)
      throws SQLException {
    run(DAYS, day(hour), hour.getHour(), mood, millis, plays, skips);
    run(HOURS, day(hour), hour.getHour(), mood, millis, plays, skips);
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
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
