package roomtone.panel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How the terminal at the standard input was set, by the stty command: JLine's own way forgets a
 * serial line's speed.
 *
 * @param saved as {@code stty -g} prints it
 */
record Stty(String saved) {
  private static final int RESTORE_ATTEMPTS = 3;

  /**
   * Lets the terminal give each key at once and echo none; Ctrl-C works as ever.
   *
   * @throws IOException if the standard input is no terminal, or there is no stty
   */
  static Stty singleKeys() throws IOException {
    Stty before = new Stty(stty(List.of("-g")));
    stty(List.of("-icanon", "-echo", "min", "1", "time", "0"));
    return before;
  }

  /**
   * Sets the terminal as it was.
   *
   * @throws IOException if it is still another way after three tries: others may be setting it too
   */
  void restore() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        stty(List.of(saved));
        return;
      } catch (IOException e) {
        if (stty(List.of("-g")).equals(saved)) {
          return;
        }
        if (attempt == RESTORE_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static String stty(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectErrorStream(true)
            .start();
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("stty: " + answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }
}
