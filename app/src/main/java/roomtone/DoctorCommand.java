package roomtone;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import roomtone.config.Settings;

/** Checks everything the kiosk needs and says what to do. */
@Command(
    name = "doctor",
    description =
        "Checks models, camera, player, light and button, disk, clock and network, and says what to do.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final SettingsOption settingsOption = new SettingsOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--replay",
      paramLabel = "PATH",
      description = "Check this clip or folder instead of the camera.")
  private Optional<Path> replay = Optional.empty();

  @Override
  public Integer call() throws CommandFailure {
    Home home = Home.find(System.getenv());
    Settings settings = settingsOption.read(home);
    if (replay.isPresent()) {
      settings = settings.replaying(replay.get());
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Doctor.Check> checks = new Doctor(home, settings).checks();
    boolean healthy = true;
    for (Doctor.Check check : checks) {
      Doctor.Finding finding = check.look().get();
      healthy &= finding.level() != Doctor.Level.FAULT;
      out.printf(
          "%-6s %-8s %s%n",
          finding.level().name().toLowerCase(Locale.ROOT), check.part(), finding.sentence());
      out.flush();
    }
    return healthy ? 0 : ExitCode.UNAVAILABLE.number();
  }
}
