package roomtone.panel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how to use the console: as a terminal where there is one, else as plain lines. */
final class Console {
  private static final Logger log = LoggerFactory.getLogger(Console.class);
  private static final int PROCESS_GROUP = 2;
  private static final int FOREGROUND_GROUP = 5;

  private Console() {}

  /**
   * Opens it.
   *
   * @param first what the light shows until it is told another
   */
  static Panel open(
      PanelPattern first, InputStream keyboard, Consumer<ButtonPress> presses, Runnable quit) {
    if (isInBackground(Path.of("/proc/self/stat"))) {
      // To read the terminal from the background stops the whole process.
      return new LinePanel(first, InputStream.nullInputStream(), System.out, presses, quit);
    }
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .dumb(false)
              // Else Ctrl-C would end the process without its shutdown hooks.
              .nativeSignals(false)
              .build();
      if (TerminalPanel.suits(terminal)) {
        return new TerminalPanel(first, terminal, keyboard, Stty.singleKeys(), presses, quit);
      }
      terminal.close();
    } catch (IOException | IllegalStateException e) {
      log.debug("No terminal here", e);
    }
    return new LinePanel(first, keyboard, System.out, presses, quit);
  }

  /** Whether a shell put this process into the background of its terminal (proc(5), stat). */
  static boolean isInBackground(Path stat) {
    try {
      String text = Files.readString(stat, StandardCharsets.UTF_8);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      boolean hasTerminal = !fields[FOREGROUND_GROUP].equals("-1");
      return hasTerminal && !fields[FOREGROUND_GROUP].equals(fields[PROCESS_GROUP]);
    } catch (IOException e) {
      return false;
    }
  }
}
