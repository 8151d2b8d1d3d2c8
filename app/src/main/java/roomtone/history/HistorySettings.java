package roomtone.history;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the log keeps, where, and how often it touches the disk.
 *
 * @param file the database; its folder is made if it is missing
 * @param retentionDays how many days a row is kept, 1 to 3,650
 * @param batchInterval the longest that something waits in memory, 1 second to 1 hour: what a power
 *     cut can lose
 * @param batchSize how many waiting rows are written at once without waiting longer, 1 to 10,000
 * @param queueBound how many rows may wait while the disk can't be written, 1 to 1,000,000; what
 *     comes after is dropped and counted
 * @param minimumVisitors with fewer people than this the room's expression is kept as "unsure",
 *     without a confidence, 1 to 100
 */
public record HistorySettings(
    Path file,
    int retentionDays,
    Duration batchInterval,
    int batchSize,
    int queueBound,
    int minimumVisitors) {
  /** Checks each range. */
  public HistorySettings {
    check("retentionDays", retentionDays, 1, 3_650);
    check("batchSize", batchSize, 1, 10_000);
    check("queueBound", queueBound, 1, 1_000_000);
    check("minimumVisitors", minimumVisitors, 1, 100);
    if (batchInterval.compareTo(Duration.ofSeconds(1)) < 0
        || batchInterval.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "batchInterval is %s, not 1 second to 1 hour".formatted(batchInterval));
    }
  }

  /**
   * 90 days, written every 30 seconds or 200 rows, at most 10,000 waiting, any number of people.
   */
  public static HistorySettings defaults(Path file) {
    return new HistorySettings(file, 90, Duration.ofSeconds(30), 200, 10_000, 1);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %,d, not %,d to %,d".formatted(name, value, least, most));
    }
  }
}
