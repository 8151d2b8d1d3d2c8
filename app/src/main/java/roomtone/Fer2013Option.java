package roomtone;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of every evaluation that takes FER2013. */
class Fer2013Option {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "FER2013: a folder with rows.csv.gz and its sheets of crops.")
  Path data = Path.of("");
}
