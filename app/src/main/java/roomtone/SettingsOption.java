package roomtone;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import roomtone.config.Settings;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.Home;

/** The option of every command that reads the settings. */
final class SettingsOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The settings file; without it, etc/roomtone.yaml where Roomtone is installed.")
  private Optional<Path> file = Optional.empty();

  Settings read(Home home) throws CommandFailure {
    return home.settings(file, home.log());
  }

  /** The demo's settings and clip; a file that is named replaces the demo's. */
  Settings readDemo(Home home) throws CommandFailure {
    return home.settings(Optional.of(demoPath(home)), home.demoLog()).replaying(home.demoClip());
  }

  Path demoPath(Home home) {
    return file.orElseGet(home::demoSettingsFile);
  }

  Path path(Home home) {
    return file.orElseGet(home::settingsFile);
  }
}
