package roomtone.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes the log is killed (SIGKILL) at random moments, 50 times or {@code
 * -Droomtone.kills}: the file stays whole and no row that was acknowledged is lost. The moments
 * come from {@code -Droomtone.seed}.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("roomtone.kills", 50);
  private static final long SEED = Long.getLong("roomtone.seed", 20261121L);
  private static final int LANES = 2;
  private static final int ROWS_A_PROCESS = 10_000;

  @TempDir Path folder;

  @Test
  void noAcknowledgedRowIsLost() throws Exception {
    try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int number = lane;
        int kills = KILLS / LANES + (lane < KILLS % LANES ? 1 : 0);
        work.add(() -> killAgainAndAgain(number, kills));
      }
      int acknowledged = 0;
      for (Future<Integer> lane : lanes.invokeAll(work)) {
        acknowledged += lane.get();
      }
      System.out.printf("%d kills, %d acknowledged rows, none lost%n", KILLS, acknowledged);
      assertThat(acknowledged).as("rows acknowledged before the kills").isGreaterThan(KILLS / 2);
    }
  }

  private int killAgainAndAgain(int lane, int kills) throws Exception {
    Random random = new Random(SEED + lane);
    Path file = folder.resolve("lane-%d.db".formatted(lane));
    Path scratch = Files.createDirectories(folder.resolve("scratch-" + lane));
    List<Integer> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < kills; kill++) {
      acknowledged.addAll(writeUntilKilled(random, file, scratch, kill * ROWS_A_PROCESS));
      empty(scratch);
      assertThat(TestLog.ask(file, "PRAGMA integrity_check")).isEqualTo("ok");
      assertAllStored(file, acknowledged);
    }
    return acknowledged.size();
  }

  /**
   * Kills it after a few rows, or in one case of five while it starts; returns what it promised.
   */
  private static List<Integer> writeUntilKilled(Random random, Path file, Path scratch, int first)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(LogProcess.command(List.of(), file, scratch, first, ROWS_A_PROCESS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    boolean whileStarting = first > 0 && random.nextInt(5) == 0;
    int rows = whileStarting ? 0 : 1 + random.nextInt(12);
    int delayMicros = random.nextInt(whileStarting ? 600_000 : 8_000);
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      for (int i = 0; i < (rows == 0 ? 0 : rows + 1); i++) {
        lines.add(String.valueOf(out.readLine()));
      }
      boolean ended = process.waitFor(delayMicros, TimeUnit.MICROSECONDS);
      assertThat(ended).as("ended by itself after %s", lines).isFalse();
      // The process's own method would close the stream with what it still promised.
      process.toHandle().destroyForcibly();
      out.lines().forEach(lines::add);
    }
    process.waitFor();
    // The first line is the status.
    return lines.stream().skip(1).map(Integer::valueOf).toList();
  }

  private static void assertAllStored(Path file, List<Integer> rows) throws Exception {
    if (rows.isEmpty()) {
      return;
    }
    String numbers = rows.toString().replace("[", "(").replace("]", ")");
    String times = rows.stream().map(row -> LogProcess.at(row).toEpochMilli()).toList().toString();
    String expected = String.valueOf(rows.size());
    for (String query :
        List.of(
            "plays WHERE CAST(title AS INTEGER) IN " + numbers,
            "actions WHERE CAST(song AS INTEGER) IN " + numbers,
            "moods WHERE began IN " + times.replace("[", "(").replace("]", ")"))) {
      assertThat(TestLog.ask(file, "SELECT count(*) FROM " + query)).as(query).isEqualTo(expected);
    }
  }

  private static void empty(Path scratch) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(scratch)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
