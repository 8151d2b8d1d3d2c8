package roomtone.kiosk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, with the collector and the sizes of the kiosk's. */
class OldGarbageTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int BLOCK = 1000;

  /** What the process below remembers at any time: more than the young generation holds. */
  private static final int REMEMBERED = 4 * MEBIBYTE;

  private static final int LIMIT_MEBIBYTES = 64;

  private static final long PATIENCE_NANOS = 10_000_000_000L;

  @Test
  void garbageInTheOldGenerationDoesNotFillTheHeap() throws Exception {
    assertThat(peakMebibytes("watched", LIMIT_MEBIBYTES, REMEMBERED)).isLessThan(24);
  }

  @Test
  void byItselfTheJvmFillsTheHeap() throws Exception {
    assertThat(peakMebibytes("unwatched", LIMIT_MEBIBYTES, REMEMBERED))
        .as("the reason for the watch; it may go when this fails")
        .isGreaterThan(LIMIT_MEBIBYTES - 14);
  }

  @Test
  void aHeapTooSmallForTheThresholdIsWatchedToo() throws Exception {
    assertThat(peakMebibytes("watched", 7, MEBIBYTE)).as("it ran to its end").isPositive();
  }

  private static long peakMebibytes(String how, int limitMebibytes, int remembered)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms6m", "-Xmn3m", "-Xmx" + limitMebibytes + "m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(OldGarbageTest.class.getName(), how, Integer.toString(remembered)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return Long.parseLong(printed);
  }

  /**
   * Remembers so many bytes in blocks for a while, again and again, and prints how full the old
   * generation was.
   */
  public static void main(String[] arguments) {
    MemoryPoolMXBean old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Tenured Gen"))
            .findFirst()
            .orElseThrow();
    OldGarbage watch = OldGarbage.watch();
    if (arguments[0].equals("watched")) {
      watch.collect();
    }
    int most = Integer.parseInt(arguments[1]) / BLOCK;
    long end = System.nanoTime() + PATIENCE_NANOS;
    Queue<byte[]> remembered = new ArrayDeque<>();
    for (long made = 0; made < 100L * MEBIBYTE; made += BLOCK) {
      remembered.add(new byte[BLOCK]);
      if (remembered.size() > most) {
        remembered.remove();
      }
      // Not faster than a notice takes: between two faults of a kiosk there is time.
      while (old.getUsageThreshold() > 0
          && old.isUsageThresholdExceeded()
          && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
    System.out.println(old.getPeakUsage().getUsed() / MEBIBYTE);
  }
}
