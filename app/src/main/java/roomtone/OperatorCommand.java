package roomtone;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import roomtone.access.PinFile;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;

/** Says who may change things from the page. */
@Command(
    name = "operator",
    description = "Says who may change things from the page.",
    mixinStandardHelpOptions = true,
    subcommands = OperatorCommand.Pin.class)
final class OperatorCommand {
  private OperatorCommand() {}

  @Command(
      name = "pin",
      description = "Sets the PIN that makes somebody the operator: asks for it, or reads a line.",
      mixinStandardHelpOptions = true)
  static final class Pin implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--remove", description = "Remove the PIN: the button alone lets people in.")
    private boolean remove;

    @Override
    public Integer call() throws CommandFailure {
      Home home = Home.find(System.getenv());
      PinFile file = new PinFile(settingsOption.read(home).access().pinFile());
      try {
        if (remove) {
          say(file.remove() ? "The PIN is removed." : "There was no PIN.");
          return 0;
        }
        String pin = read();
        if (pin == null || !PinFile.isAllowed(pin)) {
          throw new CommandFailure(
              ExitCode.BAD_INPUT, "A PIN has 6 to 12 digits, and not all the same.");
        }
        file.set(pin);
        say("The PIN is set. A kiosk that runs takes it from now on.");
        return 0;
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.CANNOT_WRITE,
            "%s can't be written: run this as the user that the kiosk runs as."
                .formatted(file.path()));
      }
    }

    private static @Nullable String read() throws IOException {
      Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
      if (console.isPresent()) {
        char[] typed = console.get().readPassword("New PIN, 6 to 12 digits: ");
        return typed == null ? null : new String(typed);
      }
      // Not closed: standard input is not ours.
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          .readLine();
    }

    private void say(String sentence) {
      spec.commandLine().getOut().println(sentence);
    }
  }
}
