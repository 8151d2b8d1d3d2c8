package roomtone;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;

/** The command line: {@code roomtone run}, {@code classify}, {@code history}, and so on. */
@Command(
    name = "roomtone",
    description = "Reads the expressions in a lounge and plays fitting music.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
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
      "  78  the settings are wrong, or the file that should hold them is not there",
    })
public final class Main {
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("run", RunCommand.class);
    COMMANDS.put("classify", ClassifyCommand.class);
    COMMANDS.put("evaluate", EvaluateCommand.class);
    COMMANDS.put("history", HistoryCommand.class);
    COMMANDS.put("music", MusicCommand.class);
    COMMANDS.put("dj", DjCommand.class);
    COMMANDS.put("spotify", SpotifyCommand.class);
    COMMANDS.put("operator", OperatorCommand.class);
    COMMANDS.put("config", ConfigCommand.class);
    COMMANDS.put("doctor", DoctorCommand.class);
    COMMANDS.put("bench", BenchCommand.class);
    COMMANDS.put("rehearse", RehearseCommand.class);
  }

  private Main() {}

  /** Runs the command that the arguments name and ends the process with its exit code. */
  public static void main(String[] arguments) {
    CommandLine commandLine = commandLine(arguments);
    int exitCode = commandLine.execute(arguments);
    commandLine.getOut().flush();
    System.exit(exitCode);
  }

  /**
   * The command line, ready to execute; for one thread.
   *
   * @param arguments what will be executed: where they name a command the others are left out, for
   *     picocli looks at each by reflection, which a start need not wait for
   */
  static CommandLine commandLine(String... arguments) {
    var commandLine = new CommandLine(new Main());
    String named = arguments.length > 0 && COMMANDS.containsKey(arguments[0]) ? arguments[0] : "";
    COMMANDS.forEach((name, command) -> {
      if (named.isEmpty() || name.equals(named)) {
        commandLine.addSubcommand(name, command);
      }
    });
    commandLine.setUsageHelpWidth(100);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(new WrongUse());
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
