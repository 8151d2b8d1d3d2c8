package roomtone.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes the log.
 *
 * <p>Used by one thread at a time. A batch is one transaction: after a failure nothing of it is
 * stored, and it can be written again.
 */
final class LogDatabase implements AutoCloseable {
  /** Each table with the column that says how old a row is. */
  private static final Map<String, String> AGES =
      Map.of(
          "moods",
          "ended",
          "plays",
          "at",
          "actions",
          "at",
          "faults",
          "ended",
          "changes",
          "at",
          "verdicts",
          "at");

  private static final long NO_SEQUENCE = -1;

  private final Connection connection;
  private final Sums sums;
  private long lastSequence = NO_SEQUENCE;
  private long lastRow;
  private @Nullable MoodInterval lastInterval;

  /** What is done in one transaction. */
  @FunctionalInterface
  private interface Work {
    void run() throws SQLException;
  }

  /**
   * Brings the schema up to date and ends the faults that a power cut left open.
   *
   * @param zone in which days and hours are summed up
   */
  LogDatabase(LogFile file, Migrations migrations, ZoneId zone) throws SQLException {
    connection = Sqlite.readWrite(file.path());
    sums = new Sums(connection, zone);
    try {
      migrations.apply(connection);
      if (!sums.isCurrent()) {
        inTransaction(sums::renew);
      }
      execute(
          "UPDATE faults SET ended = max(began, (SELECT coalesce(max(ended), 0) FROM moods))"
              + " WHERE ended IS NULL");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Writes entries in one transaction, which is on the disk when this returns. */
  void write(List<Entry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    long sequenceBefore = lastSequence;
    long rowBefore = lastRow;
    MoodInterval intervalBefore = lastInterval;
    try {
      inTransaction(() -> {
        for (Entry entry : entries) {
          insert(entry);
        }
      });
    } catch (SQLException e) {
      lastSequence = sequenceBefore;
      lastRow = rowBefore;
      lastInterval = intervalBefore;
      throw e;
    }
  }

  /** Deletes up to {@code rows} rows of each table that ended before a time; returns how many. */
  int deleteBefore(Instant cutoff, int rows) throws SQLException {
    int deleted = 0;
    for (Map.Entry<String, String> table : AGES.entrySet()) {
      String name = table.getKey();
      deleted +=
          update(
              "DELETE FROM %s WHERE id IN (SELECT id FROM %s WHERE %s < ? LIMIT ?)"
                  .formatted(name, name, table.getValue()),
              cutoff.toEpochMilli(),
              rows);
    }
    sums.deleteBefore(cutoff);
    return deleted;
  }

  /** Gives the space of deleted rows back to the disk. */
  void vacuum() throws SQLException {
    execute("PRAGMA incremental_vacuum");
  }

  /** Lets the file grow no further than {@code pages} pages, as a full disk would. */
  void limitPages(int pages) throws SQLException {
    execute("PRAGMA max_page_count = " + pages);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void insert(Entry entry) throws SQLException {
    switch (entry) {
      case Entry.Room room -> room(room);
      case Entry.Play(PlayEvent play) -> play(play);
      case Entry.Action(ActionEvent action) -> action(action);
      case Entry.Change(ChangeEvent change) -> change(change);
      case Entry.Verdict(VerdictEvent verdict) -> verdict(verdict);
      case Entry.FaultBegan(Instant at, String part, String message) -> {
        endFault(at, part);
        beginFault(at, part, message);
      }
      case Entry.FaultEnded(Instant at, String part) -> endFault(at, part);
    }
  }

  /** Inserts an interval, or replaces it if it is the one written last. */
  private void room(Entry.Room room) throws SQLException {
    MoodInterval interval = room.interval();
    Long from = interval.from().toEpochMilli();
    Long to = interval.to().toEpochMilli();
    Double confidence = interval.confidence() > 0 ? interval.confidence() : null;
    if (room.sequence() == lastSequence) {
      if (lastInterval != null) {
        sums.replace(lastInterval, interval);
      }
      update(
          "UPDATE moods SET began = ?, ended = ?, confidence = ?, visitors = ? WHERE id = ?",
          from,
          to,
          confidence,
          interval.visitors(),
          lastRow);
    } else {
      update(
          "INSERT INTO moods (began, ended, mood, confidence, visitors) VALUES (?, ?, ?, ?, ?)",
          from,
          to,
          interval.mood(),
          confidence,
          interval.visitors());
      lastSequence = room.sequence();
      lastRow = lastInsertedRow();
      sums.add(interval);
    }
    lastInterval = interval;
  }

  private void play(PlayEvent play) throws SQLException {
    update(
        "INSERT INTO plays (at, playlist, title, artist, mood) VALUES (?, ?, ?, ?, ?)",
        play.at().toEpochMilli(),
        play.playlist(),
        play.title(),
        play.artist(),
        play.mood());
    sums.add(play);
  }

  private void verdict(VerdictEvent verdict) throws SQLException {
    update(
        "INSERT INTO verdicts (at, mood, agreed, instead) VALUES (?, ?, ?, ?)",
        verdict.at().toEpochMilli(),
        verdict.mood(),
        verdict.agreed() ? 1 : 0,
        verdict.instead());
  }

  private void action(ActionEvent action) throws SQLException {
    update(
        "INSERT INTO actions (at, kind, mood, playlist, song, played_millis)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        action.at().toEpochMilli(),
        action.kind().name(),
        action.mood(),
        action.playlist(),
        action.song(),
        action.playedMillis());
    sums.add(action);
  }

  private void change(ChangeEvent change) throws SQLException {
    update(
        "INSERT INTO changes (at, who, what) VALUES (?, ?, ?)",
        change.at().toEpochMilli(),
        change.who(),
        change.what());
  }

  private void beginFault(Instant at, String part, String message) throws SQLException {
    update(
        "INSERT INTO faults (began, part, message) VALUES (?, ?, ?)",
        at.toEpochMilli(),
        part,
        message);
  }

  private void endFault(Instant at, String part) throws SQLException {
    update(
        "UPDATE faults SET ended = max(began, ?) WHERE part = ? AND ended IS NULL",
        at.toEpochMilli(),
        part);
  }

  private long lastInsertedRow() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT last_insert_rowid()")) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  private int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /**
   * JDBC's own transactions begin the next one at each commit and would hold the lock for good, so
   * this begins and ends them itself.
   */
  private void inTransaction(Work work) throws SQLException {
    execute("BEGIN IMMEDIATE");
    try {
      work.run();
      execute("COMMIT");
    } catch (SQLException e) {
      try {
        execute("ROLLBACK");
      } catch (SQLException alreadyRolledBack) {
        e.addSuppressed(alreadyRolledBack);
      }
      throw e;
    }
  }
}
