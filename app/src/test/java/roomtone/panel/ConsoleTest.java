package roomtone.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import roomtone.mood.Mood;

@Timeout(120)
class ConsoleTest {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final PanelPattern STARTING = Patterns.standard().of(Sign.STARTING);

  @TempDir Path folder;

  private final BlockingQueue<ButtonPress> presses = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void linesOfInputAreKeys() throws Exception {
    CountDownLatch quit = new CountDownLatch(1);
    InputStream in =
        new ByteArrayInputStream("s\nLr x\n?\nch\nq\n".getBytes(StandardCharsets.UTF_8));
    try (LinePanel _ = new LinePanel(STARTING, in, out, presses::add, quit::countDown)) {
      assertThat(quit.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(presses)
        .containsExactly(
            ButtonPress.SHORT,
            ButtonPress.LONG,
            ButtonPress.LONG,
            ButtonPress.HOLD,
            ButtonPress.HOLD);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains(Keys.HELP);
  }

  @Test
  void eachChangeOfTheLightIsOneLine() {
    Runnable quit = () -> {};
    try (LinePanel panel =
        new LinePanel(STARTING, InputStream.nullInputStream(), out, presses::add, quit)) {
      panel.show(Patterns.standard().of(new Mood.EmptyRoom()));
      panel.show(Patterns.standard().of(new Mood.EmptyRoom()));
      panel.show(Patterns.standard().of(Sign.FAULT));
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("Light: empty room (1 blip)", "Light: fault (fast flicker)");
  }

  @Test
  void aProcessInTheBackgroundIsKnown() throws Exception {
    assertThat(Console.isInBackground(stat("42 (a) b) S 1 42 42 34816 42 4194304"))).isFalse();
    assertThat(Console.isInBackground(stat("42 (java) S 1 42 42 34816 77 4194304"))).isTrue();
    assertThat(Console.isInBackground(stat("42 (java) S 1 42 42 0 -1 4194304"))).isFalse();
    assertThat(Console.isInBackground(folder.resolve("missing"))).isFalse();
  }

  @Test
  void onATerminalKeysWorkAtOnceAndTheTerminalIsRestored() throws Exception {
    List<String> lines = onATerminal("slhq");
    assertThat(String.join("\n", lines))
        .contains(Keys.HELP)
        .containsSubsequence(
            "PANEL the console", "PRESS SHORT", "PRESS LONG", "PRESS HOLD", "CLOSED")
        .contains("cheerful: yellow");
    assertRestored(lines);
  }

  @Test
  void ctrlCEndsItAndTheTerminalIsRestored() throws Exception {
    List<String> lines = onATerminal("s\003");
    assertThat(String.join("\n", lines)).containsSubsequence("PRESS SHORT", "CLOSED");
    assertRestored(lines);
  }

  @Test
  void withoutATerminalItRunsOnWithLines() throws Exception {
    Process process = new ProcessBuilder(java()).redirectErrorStream(true).start();
    try (BufferedReader output = process.inputReader();
        Writer input = process.outputWriter()) {
      input.write("h\nq\n");
      input.flush();
      assertThat(output.lines())
          .contains("PANEL the console, line by line", "PRESS HOLD", "CLOSED");
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isZero();
  }

  /** What a terminal shows while keys are typed, one after the other's effect. */
  private static List<String> onATerminal(String keys) throws IOException, InterruptedException {
    // A bare chroot has no terminals to give.
    boolean hasTerminals =
        Files.isExecutable(Path.of("/usr/bin/script")) && Files.exists(Path.of("/dev/pts/ptmx"));
    String missing = "needs script (apt-get install bsdutils) and /dev/pts";
    if (!hasTerminals && System.getenv("CI") != null) {
      throw new AssertionError(missing);
    }
    assumeTrue(hasTerminals, missing);
    String command =
        "trap : INT; stty rows 24 cols 80; echo BEFORE $(stty -g); %s; echo AFTER $(stty -g)"
            .formatted(String.join(" ", java()));
    // What runs the tests may ignore Ctrl-C, and its children would inherit that.
    ProcessBuilder builder =
        new ProcessBuilder("env", "--default-signal=INT", "script", "-qec", command, "/dev/null");
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("SHELL", "/bin/sh");
    Process process = builder.redirectErrorStream(true).start();
    endAfterDeadline(process);
    StringBuilder shown = new StringBuilder();
    try (Reader output = process.inputReader();
        Writer input = process.outputWriter()) {
      int typed = 0;
      for (int read = output.read(); read >= 0; read = output.read()) {
        shown.append((char) read);
        if (typed < keys.length() && isReadyForKey(plain(shown.toString()), typed)) {
          input.write(keys.charAt(typed++));
          input.flush();
        }
      }
    } finally {
      process.destroyForcibly();
    }
    return plain(shown.toString()).lines().toList();
  }

  /** Whether the light is on the screen, and what every key before has done. */
  private static boolean isReadyForKey(String shown, int typed) {
    return shown.contains("cheerful: yellow") && shown.split("PRESS \\w+\\s", -1).length > typed;
  }

  /** Kills a process that goes on for too long, so that reading what it says ends. */
  private static void endAfterDeadline(Process process) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            if (!process.waitFor(DEADLINE)) {
              process.descendants().forEach(ProcessHandle::destroyForcibly);
              process.destroyForcibly();
            }
          } catch (InterruptedException e) {
            process.destroyForcibly();
          }
        });
  }

  private static void assertRestored(List<String> lines) {
    assertThat(settings(lines, "BEFORE ")).isNotEmpty().isEqualTo(settings(lines, "AFTER "));
  }

  private static String settings(List<String> lines, String prefix) {
    return lines.stream()
        .filter(line -> line.contains(prefix))
        .map(line -> line.substring(line.indexOf(prefix) + prefix.length()))
        .findFirst()
        .orElse("");
  }

  /** Text without the terminal's control sequences. */
  private static String plain(String text) {
    return text.replaceAll("\\x1b(\\[[0-9;?]*[a-zA-Z]|[78=>]|\\([0B])", "").replace("\r", "");
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:TieredStopAtLevel=1",
        "-Xmx64m",
        "-cp",
        System.getProperty("java.class.path"),
        PanelProcess.class.getName());
  }

  private Path stat(String text) throws IOException {
    return Files.writeString(folder.resolve("stat"), text);
  }
}
