package roomtone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import roomtone.config.Settings;
import roomtone.config.SettingsException;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;

/** Checks, prints and changes the settings. */
@Command(
    name = "config",
    description = "Checks, prints and changes the settings.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ConfigCommand.Check.class,
      ConfigCommand.Print.class,
      ConfigChangeCommands.Get.class,
      ConfigChangeCommands.Set.class,
      ConfigChangeCommands.Unset.class,
    })
final class ConfigCommand {
  private ConfigCommand() {}

  @Command(
      name = "check",
      description = "Says everything that is wrong with the settings file, and starts nothing.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
      Home home = Home.find(System.getenv());
      settingsOption.read(home);
      spec.commandLine().getOut().printf("%s is fine.%n", settingsOption.path(home));
      return 0;
    }
  }

  @Command(
      name = "print",
      description = "Prints the settings that hold, as a commented file; secrets are not shown.",
      mixinStandardHelpOptions = true)
  static final class Print implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--reference", description = "Print the reference of all keys, in Markdown.")
    private boolean reference;

    @Override
    public Integer call() throws CommandFailure {
      Home home = Home.find(System.getenv());
      try {
        spec.commandLine()
            .getOut()
            .print(
                reference
                    ? Settings.reference()
                    : Settings.commented(settingsOption.path(home), System.getenv()));
      } catch (SettingsException e) {
        throw new CommandFailure(ExitCode.BAD_SETTINGS, e);
      }
      return 0;
    }
  }
}
