package roomtone.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import roomtone.system.Board;

/** What {@code bench} says of the machine and of this process. Pure look-ups, on Linux. */
public final class BenchMachine {
  private static final double MEBIBYTE = 1048576;
  // Looked up once: looking it up allocates, which is what it is to measure.
  private static final com.sun.management.@Nullable ThreadMXBean THREADS =
      ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
          ? threads
          : null;

  private BenchMachine() {}

  /** Board, processor and Java on one line. */
  public static String name() {
    return "%s, %s, %d cores, Java %s"
        .formatted(
            Board.here().model().or(BenchMachine::processor).orElse("an unknown board"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"));
  }

  private static Optional<String> processor() {
    return values("/proc/cpuinfo", "model name").findFirst();
  }

  /** The processor's temperature and what slows it down; a hot Pi is a slow one. */
  public static Optional<String> heat() {
    Board board = Board.here();
    String temperature =
        board.temperature().isPresent()
            ? "%.0f °C".formatted(board.temperature().getAsDouble())
            : "";
    String slowed =
        board
            .throttling()
            .map(throttling ->
                throttling.now().isEmpty()
                    ? "not slowed down"
                    : "slowed down by " + String.join(", ", throttling.now()))
            .orElse("");
    String both =
        temperature.isEmpty() || slowed.isEmpty()
            ? temperature + slowed
            : temperature + ", " + slowed;
    return Optional.of(both).filter(text -> !text.isEmpty());
  }

  /** How many processes wanted a core in the last minute, on average; negative where unknown. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Seconds since this process began. */
  static double secondsSinceStart() {
    return (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
  }

  /** What the calling thread has allocated on the heap so far, in bytes. */
  public static long allocatedBytes() {
    return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
  }

  /** What all threads of this process have had of the processor so far. */
  static Duration processorTime() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Duration.ofNanos(system.getProcessCpuTime())
        : Duration.ZERO;
  }

  /** What the process keeps in memory, in bytes; 0 where the kernel does not say. */
  static long residentBytes() {
    return values("/proc/self/status", "VmRSS")
        .map(value -> Long.parseLong(value.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0L);
  }

  /** Heap after a collection, in MiB. */
  static double heapMebibytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
  }

  /** Heap after a collection and resident memory, by the names that JSON has for them. */
  static Map<String, Object> memory() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("heapMiB", heapMebibytes());
    row.put("residentMiB", residentBytes() / MEBIBYTE);
    return row;
  }

  private static Stream<String> values(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip());
    } catch (IOException unknown) {
      return Stream.empty();
    }
  }
}
