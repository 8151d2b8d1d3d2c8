package roomtone.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import roomtone.mood.Mood;
import roomtone.music.Song;
import roomtone.system.Faults;

/** A log on a real file with clocks that are moved, and a look into the file behind its back. */
final class TestLog implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);
  static final Mood EMPTY = new Mood.EmptyRoom();

  final MovedClock clock;
  final Faults faults;
  final Storage storage;
  final MoodLog log;
  private final Path file;

  TestLog(Path file) {
    this(settings(file), new MovedClock());
  }

  TestLog(HistorySettings settings, MovedClock clock) {
    this.clock = clock;
    file = settings.file();
    faults = new Faults(clock);
    storage = new Storage(file, Migrations.bundled(), clock);
    log = new MoodLog(settings, storage, faults, clock, clock, Duration.ofMillis(5));
    log.start();
  }

  /** Nothing is written by itself within a test. */
  static HistorySettings settings(Path file) {
    return new HistorySettings(file, 90, Duration.ofHours(1), 10_000, 10_000, 1);
  }

  static Song song(String title) {
    return new Song("id", title, "The Testers", Duration.ofMinutes(3));
  }

  void mood(Mood mood) {
    log.onMood(clock.reading(mood));
  }

  void play(String title) {
    log.onSongStarted("evening", song(title), EMPTY);
  }

  boolean flush() throws InterruptedException {
    return log.flush(SOON);
  }

  History everything() throws HistoryException {
    return log.between(
        MovedClock.START.minus(Duration.ofDays(900)), clock.instant().plusSeconds(1));
  }

  long count(String table) throws SQLException {
    return Long.parseLong(ask(file, "SELECT count(*) FROM " + table));
  }

  static String ask(Path file, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(query)) {
        return "";
      }
      try (ResultSet result = statement.getResultSet()) {
        return result.next() ? String.valueOf(result.getString(1)) : "";
      }
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
