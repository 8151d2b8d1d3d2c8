package roomtone;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import roomtone.config.Credentials;
import roomtone.config.SettingsChange;
import roomtone.config.SettingsException;
import roomtone.config.SettingsFile;
import roomtone.config.SettingsState;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;

/** The commands that read and change one key of the settings file, as {@code config get} does. */
final class ConfigChangeCommands {
  private ConfigChangeCommands() {}

  @Command(
      name = "get",
      description = "Prints the value of one key, as it holds; secrets are not shown.",
      mixinStandardHelpOptions = true)
  static final class Get implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "KEY", description = "Such as music.volume.")
    private String key = "";

    @Override
    public Integer call() throws CommandFailure {
      spec.commandLine().getOut().println(item(file(settingsOption), key).value());
      return 0;
    }
  }

  @Command(
      name = "set",
      description = {
        "Changes one key of the settings file and leaves all else in it as it is.",
        "A kiosk that runs takes the change at its next start."
      },
      mixinStandardHelpOptions = true)
  static final class Set implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "KEY", description = "Such as music.volume.")
    private String key = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "VALUE",
        description =
            "The new value; without it, it is asked for, or a line is read: for passwords, which do not belong on a command line.")
    private Optional<String> value = Optional.empty();

    @Override
    public Integer call() throws CommandFailure {
      SettingsFile file = file(settingsOption);
      item(file, key);
      change(spec, file, key, Optional.of(value.isPresent() ? value.get() : read()));
      return 0;
    }

    private String read() throws CommandFailure {
      Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
      try {
        // Standard input is not closed: it is not ours.
        String line =
            console.isPresent()
                ? String.valueOf(
                    Objects.requireNonNullElse(
                        console.get().readPassword("New value of %s: ", key), new char[0]))
                : new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    .readLine();
        return Objects.requireNonNullElse(line, "");
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.NO_INPUT, "The new value can't be read: give it.");
      }
    }
  }

  @Command(
      name = "unset",
      description = "Takes one key out of the settings file, so that its default holds again.",
      mixinStandardHelpOptions = true)
  static final class Unset implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "KEY", description = "Such as music.volume.")
    private String key = "";

    @Override
    public Integer call() throws CommandFailure {
      change(spec, file(settingsOption), key, Optional.empty());
      return 0;
    }
  }

  private static SettingsFile file(SettingsOption option) throws CommandFailure {
    Home home = Home.find(System.getenv());
    return new SettingsFile(option.path(home), Credentials.with(System.getenv()), home.log());
  }

  private static SettingsState.Item item(SettingsFile file, String key) throws CommandFailure {
    try {
      return file.read()
          .item(key)
          .orElseThrow(() -> new CommandFailure(ExitCode.BAD_SETTINGS, SettingsState.unknown(key)));
    } catch (SettingsException e) {
      throw new CommandFailure(ExitCode.BAD_SETTINGS, e);
    }
  }

  private static void change(
      CommandSpec spec, SettingsFile file, String key, Optional<String> value)
      throws CommandFailure {
    switch (file.change(Map.of(key, value), Optional.empty())) {
      case SettingsChange.Saved(var changes) when changes.isEmpty() ->
          say(spec, "%s is as it was: it says so already.".formatted(file.path()));
      case SettingsChange.Saved(var changes) -> {
        String done =
            changes.stream()
                .map(SettingsChange.Changed::sentence)
                .collect(Collectors.joining(", "));
        say(
            spec,
            "%s: %s. A kiosk that runs takes it when it next starts.".formatted(file.path(), done));
        if (overridden(file, key)) {
          say(spec, "An environment variable overrides it here.");
        }
      }
      case SettingsChange.Refused(var problems) ->
          throw new CommandFailure(
              ExitCode.BAD_SETTINGS,
              problems.stream()
                      .map(SettingsException.Problem::message)
                      .collect(Collectors.joining(System.lineSeparator()))
                  + System.lineSeparator()
                  + file.path()
                  + " is as it was.");
      case SettingsChange.Overtaken() ->
          throw new CommandFailure(
              ExitCode.CANNOT_WRITE,
              file.path() + " was changed by somebody else just now: try again.");
      case SettingsChange.Failed(String reason) ->
          throw new CommandFailure(ExitCode.CANNOT_WRITE, reason);
    }
  }

  private static boolean overridden(SettingsFile file, String key) throws CommandFailure {
    return item(file, key).source() == SettingsState.Source.ENVIRONMENT;
  }

  private static void say(CommandSpec spec, String sentence) {
    spec.commandLine().getOut().println(sentence);
  }
}
