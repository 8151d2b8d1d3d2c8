package roomtone.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what is on the disk.
 *
 * @param file the database
 */
record StoredHistory(Path file) implements HistoryReader {
  /** Work on the rows of a span of time. */
  @FunctionalInterface
  interface Work {
    void on(HistoryQuery query) throws SQLException, IOException;
  }

  @Override
  public History between(Instant from, Instant to) throws HistoryException {
    List<MoodInterval> moods = new ArrayList<>();
    List<PlayEvent> plays = new ArrayList<>();
    List<ActionEvent> actions = new ArrayList<>();
    List<FaultEvent> faults = new ArrayList<>();
    List<ChangeEvent> changes = new ArrayList<>();
    List<VerdictEvent> verdicts = new ArrayList<>();
    try {
      query(
          from,
          to,
          query -> {
            query.moods(moods::add);
            query.plays(plays::add);
            query.actions(actions::add);
            query.faults(faults::add);
            query.changes(changes::add);
            query.verdicts(verdicts::add);
          });
    } catch (IOException e) {
      throw new HistoryException(StorageProblem.sentence(file, e), e);
    }
    return new History(moods, plays, actions, faults, changes, verdicts);
  }

  /**
   * Works on the rows from a time to another.
   *
   * @throws IOException what {@code work} throws
   */
  void query(Instant from, Instant to, Work work) throws HistoryException, IOException {
    checkExists(file);
    try (HistoryQuery query = new HistoryQuery(file, from, to)) {
      work.on(query);
    } catch (SQLException e) {
      throw new HistoryException(StorageProblem.sentence(file, e), e);
    }
  }

  /** Refuses to read a file that is none. */
  static void checkExists(Path file) throws HistoryException {
    if (!Files.isRegularFile(file)) {
      throw new HistoryException(
          "There is no log at %s: has the kiosk run with these settings?".formatted(file));
    }
  }
}
