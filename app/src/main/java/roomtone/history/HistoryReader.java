package roomtone.history;

import java.nio.file.Path;
import java.time.Instant;

/** Reads the log. Any thread may; reading never waits for the writer. */
public interface HistoryReader {
  /**
   * Everything that overlaps the span {@code [from, to)}.
   *
   * @throws HistoryException if the database can't be read; the message says what to do
   */
  History between(Instant from, Instant to) throws HistoryException;

  /** Reads a log's file, which a running kiosk may be writing. */
  static HistoryReader of(Path file) {
    return new StoredHistory(file);
  }
}
