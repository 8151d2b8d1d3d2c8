package roomtone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;
import roomtone.panel.Keyboard;
import roomtone.system.Board;
import roomtone.system.FileTrouble;

/** Checks everything the kiosk needs and says what to do. */
@Command(
    name = "doctor",
    description =
        "Checks board, models, camera, player, light and button, disk, clock and network, and says what to do.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final SettingsOption settingsOption = new SettingsOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--replay",
      paramLabel = "PATH",
      description = "Check this clip or folder instead of the camera.")
  private Optional<Path> replay = Optional.empty();

  @Option(
      names = "--panel",
      description =
          "Only try light and button: show each colour, then wait for a press. A kiosk that runs has to be stopped first.")
  private boolean isPanelOnly;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Also write what was found as a text for an issue, without addresses of the network.")
  private Optional<Path> report = Optional.empty();

  @Override
  public Integer call() throws CommandFailure {
    Home home = Home.find(System.getenv());
    Settings settings = settingsOption.read(home);
    if (replay.isPresent()) {
      settings = settings.replaying(replay.get());
    }
    boolean healthy = isPanelOnly ? panelWorks(settings) : everythingWorks(home, settings);
    return healthy ? 0 : ExitCode.UNAVAILABLE.number();
  }

  private boolean panelWorks(Settings settings) {
    try {
      return new PanelTrial(settings.panel(), new Keyboard(System.in), spec.commandLine().getOut())
          .passes();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean everythingWorks(Home home, Settings settings) throws CommandFailure {
    PrintWriter out = spec.commandLine().getOut();
    Board board = Board.here();
    List<String> lines = new ArrayList<>();
    boolean healthy = true;
    for (Doctor.Check check : new Doctor(home, settings, board).checks()) {
      Doctor.Finding finding = check.look().get();
      healthy &= finding.level() != Doctor.Level.FAULT;
      String line =
          "%-6s %-8s %s"
              .formatted(
                  finding.level().name().toLowerCase(Locale.ROOT),
                  check.part(),
                  finding.sentence());
      out.println(line);
      out.flush();
      lines.add(line);
    }
    if (report.isPresent()) {
      write(DoctorReport.of(settings, board, lines), report.get());
    }
    return healthy;
  }

  private static void write(String text, Path file) throws CommandFailure {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE,
          "The report can't be written to %s: %s.".formatted(file, FileTrouble.reason(e)));
    }
  }
}
