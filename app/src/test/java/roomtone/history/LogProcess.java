package roomtone.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;
import roomtone.music.Song;
import roomtone.system.Faults;

/**
 * A process that logs until it is killed. It prints its log's status, then the number of each row
 * once that row is on the disk: row n is a song, a skip and a mood interval.
 */
public final class LogProcess {
  private static final long FIRST_MILLIS = 1_780_000_000_000L;

  private LogProcess() {}

  /** Takes the file, the number of the first row and how many rows at most. */
  public static void main(String[] arguments) throws InterruptedException {
    Path file = Path.of(arguments[0]);
    int first = Integer.parseInt(arguments[1]);
    int end = first + Integer.parseInt(arguments[2]);
    InstantSource clock = InstantSource.fixed(at(first));
    HistorySettings settings =
        new HistorySettings(file, 3_650, Duration.ofSeconds(1), 200, 10_000, 1);
    try (MoodLog log = MoodLog.open(settings, new Faults(clock), clock)) {
      System.out.println(log.status());
      for (int row = first; row < end; row++) {
        log(log, row);
        boolean isStored = log.flush(Duration.ofSeconds(20));
        // One write to the pipe, which is never cut in two.
        System.out.print((isStored ? String.valueOf(row) : "not written") + "\n");
        System.out.flush();
      }
    }
  }

  /** When the mood interval of a row begins. */
  public static Instant at(int row) {
    return Instant.ofEpochMilli(FIRST_MILLIS).plusSeconds(row);
  }

  /** The command that starts it: this JVM's java and class path, after {@code prefix}. */
  static List<String> command(List<String> prefix, Path file, Path scratch, int first, int rows) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            // A process that is killed leaves SQLite's unpacked library behind.
            "-Dorg.sqlite.tmpdir=" + scratch,
            "-cp",
            System.getProperty("java.class.path"),
            LogProcess.class.getName(),
            file.toString(),
            String.valueOf(first),
            String.valueOf(rows)));
    return command;
  }

  /** Logs a row, which waits in memory until the log is flushed. */
  public static void log(MoodLog log, int row) {
    Mood mood = row % 2 == 0 ? new Mood.EmptyRoom() : new Mood.Felt(Emotion.HAPPY, 0.9f, 2);
    long nanos = row * 1_000_000_000L;
    log.onMood(new MoodReading(mood, nanos, nanos, at(row).toEpochMilli(), true));
    Song song = new Song("", String.valueOf(row), "", Duration.ZERO);
    log.onSongStarted("evening", song, mood);
    log.onSkip("evening", song, mood, 1);
  }
}
