package roomtone.history;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Rows of the log between two times, read one by one on a connection of their own, all as of the
 * moment of the first read.
 *
 * <p>The write-ahead log lets it read while the writer writes; neither waits. For one thread.
 */
final class HistoryQuery implements AutoCloseable {
  private static final String MOODS =
      "SELECT began, ended, mood, coalesce(confidence, 0), visitors FROM moods"
          + " WHERE ended >= ?1 AND began < ?2 AND (ended > ?1 OR began >= ?1) ORDER BY ended";
  private static final String PLAYS =
      "SELECT at, playlist, title, artist, mood FROM plays WHERE at >= ?1 AND at < ?2 ORDER BY at";
  private static final String ACTIONS =
      "SELECT at, kind, mood, playlist, song, played_millis FROM actions"
          + " WHERE at >= ?1 AND at < ?2 ORDER BY at";
  private static final String FAULTS =
      "SELECT began, ended, part, message FROM faults WHERE began < ?2"
          + " AND (ended IS NULL OR ended > ?1 OR began >= ?1) ORDER BY began";

  private static final String CHANGES =
      "SELECT at, who, what FROM changes WHERE at >= ?1 AND at < ?2 ORDER BY at";

  private static final String VERDICTS =
      "SELECT at, mood, agreed, instead FROM verdicts WHERE at >= ?1 AND at < ?2 ORDER BY at";

  /** Takes one row. */
  @FunctionalInterface
  interface Sink<T> {
    void accept(T row) throws IOException;
  }

  /** Makes a record of the current row. */
  @FunctionalInterface
  private interface Row<T> {
    T of(ResultSet result) throws SQLException;
  }

  private final Connection connection;
  private final Instant from;
  private final Instant to;

  HistoryQuery(Path file, Instant from, Instant to) throws SQLException {
    this.connection = Sqlite.readOnly(file);
    this.from = from;
    this.to = to;
  }

  void moods(Sink<MoodInterval> sink) throws SQLException, IOException {
    read(
        MOODS,
        row ->
            new MoodInterval(
                time(row, 1), time(row, 2), row.getString(3), row.getDouble(4), row.getInt(5)),
        sink);
  }

  void plays(Sink<PlayEvent> sink) throws SQLException, IOException {
    read(
        PLAYS,
        row ->
            new PlayEvent(
                time(row, 1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        sink);
  }

  void actions(Sink<ActionEvent> sink) throws SQLException, IOException {
    read(
        ACTIONS,
        row ->
            new ActionEvent(
                time(row, 1),
                ActionEvent.Kind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6)),
        sink);
  }

  void faults(Sink<FaultEvent> sink) throws SQLException, IOException {
    read(
        FAULTS,
        row ->
            new FaultEvent(
                time(row, 1),
                row.getObject(2) == null ? null : time(row, 2),
                row.getString(3),
                row.getString(4)),
        sink);
  }

  void changes(Sink<ChangeEvent> sink) throws SQLException, IOException {
    read(CHANGES, row -> new ChangeEvent(time(row, 1), row.getString(2), row.getString(3)), sink);
  }

  void verdicts(Sink<VerdictEvent> sink) throws SQLException, IOException {
    read(
        VERDICTS,
        row ->
            new VerdictEvent(time(row, 1), row.getString(2), row.getBoolean(3), row.getString(4)),
        sink);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private <T> void read(String sql, Row<T> row, Sink<T> sink) throws SQLException, IOException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, millis(from));
      statement.setLong(2, millis(to));
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          sink.accept(row.of(result));
        }
      }
    }
  }

  private static Instant time(ResultSet result, int column) throws SQLException {
    return Instant.ofEpochMilli(result.getLong(column));
  }

  /** A time as it is stored; {@link Instant#MIN} and {@link Instant#MAX} mean without an end. */
  private static long millis(Instant time) {
    if (time.getEpochSecond() > Long.MAX_VALUE / 1_000 - 1) {
      return Long.MAX_VALUE;
    }
    return time.getEpochSecond() < Long.MIN_VALUE / 1_000 + 1
        ? Long.MIN_VALUE
        : time.toEpochMilli();
  }
}
