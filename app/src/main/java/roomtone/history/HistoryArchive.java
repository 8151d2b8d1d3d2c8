package roomtone.history;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The log as a whole, summed up or to be taken away, however long it is. Any thread may use it;
 * reading never waits for the writer. What still waits in memory to be written is not in it.
 */
public interface HistoryArchive {
  /**
   * The log of a span summed up; takes as long for an interval as for a thousand.
   *
   * @throws HistoryException if the database can't be read; the message says what to do
   */
  HistorySummary summary(HistorySpan span) throws HistoryException;

  /**
   * The first day of which something is known, in the kiosk's own time; empty if nothing is.
   *
   * @throws HistoryException if the database can't be read; the message says what to do
   */
  Optional<LocalDate> firstDay() throws HistoryException;

  /** Writes rows of the log. */
  HistoryExport export();

  /** The archive of a log's file, which a running kiosk may be writing. */
  static HistoryArchive of(Path file) {
    return new StoredArchive(file);
  }
}
