package roomtone.watch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * strace around a program and all that it starts: what they hand to the kernel to be written or
 * sent is noted in full, whoever in the process does it, native libraries included.
 *
 * @param trace the file that strace writes
 */
public record Watch(Path trace) {
  private static final Duration END_WITHIN = Duration.ofMinutes(2);
  private static final String LONGEST_CALL_BYTES = "33554432";
  private static final String CALLS =
      "trace="
          + String.join(",", Trace.WRITING)
          + ","
          + String.join(",", Trace.OPENING)
          + ","
          + Trace.CONNECTING
          + ","
          + String.join(",", Trace.UNSEEN);

  /** A watch that notes into a folder; the test is skipped where strace is missing. */
  public static Watch in(Path folder) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "strace")));
    if (System.getenv("CI") != null) {
      Assertions.assertTrue(there, "CI needs strace: apt-get install strace");
    }
    Assumptions.assumeTrue(there, "strace is not installed");
    return new Watch(folder.resolve("trace"));
  }

  /**
   * What is put before the program's own command. strace is no parent of the program, so signals,
   * input and output are the program's own; calls that are not noted run at full speed.
   */
  public List<String> command() {
    return List.of(
        "strace",
        "-D",
        "-f",
        "--seccomp-bpf",
        "-qqq",
        "-yy",
        "-xx",
        "-s",
        LONGEST_CALL_BYTES,
        "-e",
        "signal=none",
        "-e",
        CALLS,
        "-o",
        trace.toString(),
        "--");
  }

  /** What was noted, once the program has ended. */
  public Trace end() throws IOException {
    awaitSilence();
    try (InputStream lines = new BufferedInputStream(Files.newInputStream(trace), 1 << 16)) {
      return Trace.read(lines);
    }
  }

  /** strace ends by itself after the program; then nobody has its file open. */
  private void awaitSilence() {
    Awaitility.await()
        .atMost(END_WITHIN)
        .until(() ->
            ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .noneMatch(command -> command.contains("-o " + trace)));
  }
}
