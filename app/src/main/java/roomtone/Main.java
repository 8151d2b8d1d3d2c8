package roomtone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code roomtone run}, {@code classify}, {@code history}, and so on. */
@Command(
    name = "roomtone",
    description = "Reads the expressions in a lounge and plays fitting music.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      ClassifyCommand.class,
      EvaluateCommand.class,
      HistoryCommand.class,
      MusicCommand.class,
      DjCommand.class,
      SpotifyCommand.class,
      OperatorCommand.class,
      ConfigCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      RehearseCommand.class,
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0   done",
      "  1   an error that nobody foresaw",
      "  2   the command line is wrong",
      "  65  a picture or clip is broken or not what it should be",
      "  66  a file that was named is missing or can't be read",
      "  69  something needed is not there: the port is taken, say",
      "  73  a file can't be written",
      "  76  a model file is missing, damaged or not the one in the manifest",
      "  78  the settings are wrong",
    })
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name and ends the process with its exit code. */
  public static void main(String[] arguments) {
    CommandLine commandLine = commandLine();
    int exitCode = commandLine.execute(arguments);
    commandLine.getOut().flush();
    System.exit(exitCode);
  }

  /** The command line, ready to execute; for one thread. */
  static CommandLine commandLine() {
    var commandLine = new CommandLine(new Main());
    commandLine.setUsageHelpWidth(100);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler((exception, failed, _) -> {
      if (exception instanceof CommandFailure failure) {
        failed.getErr().println("roomtone: " + failure.getMessage());
        return failure.code().number();
      }
      Logger log = LoggerFactory.getLogger(Main.class);
      log.error("an error that nobody foresaw; please report it with these lines", exception);
      return ExitCode.UNEXPECTED.number();
    });
    return commandLine;
  }
}
