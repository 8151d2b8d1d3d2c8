package roomtone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import roomtone.camera.Camera;
import roomtone.camera.CameraException;
import roomtone.camera.CameraSettings;
import roomtone.camera.CameraSource;
import roomtone.camera.FramePool;
import roomtone.config.Credentials;
import roomtone.config.Settings;
import roomtone.config.SettingsFile;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;
import roomtone.kiosk.KioskRuns;
import roomtone.kiosk.Upkeep;

/** Runs the kiosk. */
@Command(
    name = "run",
    description = "Runs the kiosk until it is stopped (Ctrl-C).",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private final SettingsOption settingsOption = new SettingsOption();

  @ArgGroup private Pictures pictures = new Pictures();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The page's port, instead of the settings'; 0 takes any free one.")
  private Optional<Integer> port = Optional.empty();

  /** Where pictures come from instead of the camera. */
  private static final class Pictures {
    @Option(
        names = "--demo",
        description =
            "Play the demo: a lounge of people who do not exist, and silent music; settings from etc/demo.yaml.")
    private boolean demo;

    @Option(
        names = "--replay",
        paramLabel = "PATH",
        description = "Look at a clip, a picture or a folder of pictures instead of a camera.")
    private Optional<Path> replay = Optional.empty();
  }

  @Override
  public Integer call() throws CommandFailure {
    Home home = Home.find(System.getenv());
    if (pictures.replay.isPresent()) {
      Path replay = pictures.replay.get();
      if (!Files.exists(replay)) {
        throw new CommandFailure(
            ExitCode.NO_INPUT, "There is no clip or folder %s: check the path.".formatted(replay));
      }
      checkReplay(settings(home).camera());
    }
    Path file = pictures.demo ? settingsOption.demoPath(home) : settingsOption.path(home);
    try (Upkeep upkeep = Upkeep.begin(System.getenv(), System::nanoTime, Instant::now)) {
      new KioskRuns(
              upkeep,
              home,
              pictures.demo,
              new SettingsFile(
                  file,
                  Credentials.with(System.getenv()),
                  pictures.demo ? home.demoLog() : home.log()),
              () -> settings(home),
              commandLine(home))
          .untilStopped();
    }
    return 0;
  }

  /** The settings as the file and the command line say now. */
  private Settings settings(Home home) throws CommandFailure {
    Settings settings = pictures.demo ? settingsOption.readDemo(home) : settingsOption.read(home);
    if (pictures.replay.isPresent()) {
      settings = settings.replaying(pictures.replay.get());
    }
    return port.isPresent() ? withPort(settings, port.get()) : settings;
  }

  /** What the command line sets, whatever the file says, by key. */
  private Map<String, String> commandLine(Home home) {
    Map<String, String> set = new HashMap<>();
    Optional<Path> replay = pictures.demo ? Optional.of(home.demoClip()) : pictures.replay;
    replay.ifPresent(path -> {
      set.put("camera.kind", "replay");
      set.put("camera.replay", path.toString());
    });
    port.ifPresent(number -> set.put("web.port", String.valueOf(number)));
    return set;
  }

  /** A camera may come back; a clip that can't be read never will. */
  private static void checkReplay(CameraSettings camera) throws CommandFailure {
    try (Camera replay = CameraSource.from(camera, Instant::now).open()) {
      replay.read(new FramePool());
    } catch (CameraException e) {
      throw new CommandFailure(ExitCode.BAD_INPUT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Settings withPort(Settings settings, int port) throws CommandFailure {
    try {
      return settings.withPort(port);
    } catch (IllegalArgumentException _) {
      throw new CommandFailure(
          ExitCode.BAD_SETTINGS, "--port takes 0 to 65535, not %d.".formatted(port));
    }
  }
}
