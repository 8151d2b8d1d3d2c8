package roomtone.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import roomtone.history.HistorySettings;

/** The keys under "history". */
final class HistoryKeys {
  private static final HistorySettings STANDARD = HistorySettings.defaults(Path.of("roomtone.db"));
  private static final Key<String> FILE =
      Key.text(
          "history.file",
          "",
          "a path",
          "The log's database; where this is empty, roomtone.db in the state folder (STATE_DIRECTORY, else ~/.local/state/roomtone).");
  private static final Key<Integer> RETENTION =
      Key.number(
          "history.retention-days",
          STANDARD.retentionDays(),
          1,
          3650,
          "How many days the log keeps a row.");
  private static final Key<Duration> BATCH_INTERVAL =
      Key.duration(
          "history.batch-interval",
          "30 s",
          "1 s",
          "1 h",
          "How long rows wait in memory before they are written together: longer spares the SD card, and is what a power cut can lose.");
  private static final Key<Integer> BATCH_SIZE =
      Key.number(
          "history.batch-size",
          STANDARD.batchSize(),
          1,
          10_000,
          "How many waiting rows are written without waiting longer.");
  private static final Key<Integer> QUEUE_BOUND =
      Key.number(
          "history.queue-bound",
          STANDARD.queueBound(),
          1,
          1_000_000,
          "How many rows may wait while the disk can't be written; what comes after is dropped and counted.");
  private static final Key<Integer> MINIMUM_VISITORS =
      Key.number(
          "history.minimum-visitors",
          STANDARD.minimumVisitors(),
          1,
          100,
          "With fewer people than this in the room, its mood is logged as unsure.");

  static final Section SECTION =
      new Section(
          "history",
          "The log of moods, songs, actions and faults.",
          List.of(FILE, RETENTION, BATCH_INTERVAL, BATCH_SIZE, QUEUE_BOUND, MINIMUM_VISITORS));

  private HistoryKeys() {}

  /** The settings that these keys make. */
  static HistorySettings read(SettingsValues values, Path standardFile) {
    return values.section(
        "history",
        () ->
            new HistorySettings(
                values.get(FILE).isEmpty() ? standardFile : Path.of(values.get(FILE)),
                values.get(RETENTION),
                values.get(BATCH_INTERVAL),
                values.get(BATCH_SIZE),
                values.get(QUEUE_BOUND),
                values.get(MINIMUM_VISITORS)),
        HistorySettings.defaults(standardFile));
  }
}
