package roomtone.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads what is summed up on the disk.
 *
 * @param file the database
 */
record StoredArchive(Path file) implements HistoryArchive {
  /** Reads from an open database. */
  @FunctionalInterface
  private interface Reading<T> {
    T from(Connection connection) throws SQLException;
  }

  @Override
  public HistorySummary summary(HistorySpan span) throws HistoryException {
    return read(connection -> new SummaryQuery(connection, span, ZoneId.systemDefault()).summary());
  }

  @Override
  public Optional<LocalDate> firstDay() throws HistoryException {
    return read(connection -> {
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SELECT min(day) FROM mood_days")) {
        return result.next() && result.getObject(1) != null
            ? Optional.of(LocalDate.ofEpochDay(result.getLong(1)))
            : Optional.empty();
      }
    });
  }

  @Override
  public HistoryExport export() {
    return new HistoryExport(file);
  }

  private <T> T read(Reading<T> reading) throws HistoryException {
    StoredHistory.checkExists(file);
    try (Connection connection = Sqlite.readOnly(file)) {
      return reading.from(connection);
    } catch (SQLException e) {
      throw new HistoryException(StorageProblem.sentence(file, e), e);
    }
  }
}
