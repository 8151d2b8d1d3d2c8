package roomtone.config;

import java.util.List;
import java.util.stream.Collectors;

/** The settings can't be used: everything that is wrong with them, in one report. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** One sentence for each thing that is wrong. */
  SettingsException(String file, List<Problem> problems) {
    super(
        problems.stream()
            .sorted()
            .map(problem -> problem.in(file))
            .collect(Collectors.joining(System.lineSeparator())));
    this.problems = problems.stream().sorted().toList();
  }

  /** Everything that is wrong, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param line in the file, from 1; 0 where it is in no line
   * @param key which it is about, or its section; empty where it is about the whole file
   * @param message a sentence
   */
  public record Problem(int line, String key, String message) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
      return Integer.compare(line, other.line);
    }

    private String in(String file) {
      return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
  }
}
