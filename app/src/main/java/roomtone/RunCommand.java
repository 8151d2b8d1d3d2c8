package roomtone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import roomtone.camera.Camera;
import roomtone.camera.CameraException;
import roomtone.camera.CameraSettings;
import roomtone.camera.CameraSource;
import roomtone.camera.FramePool;
import roomtone.config.Settings;

/** Runs the kiosk. */
@Command(
    name = "run",
    description = "Runs the kiosk until it is stopped (Ctrl-C).",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final long STOP_WITHIN_SECONDS = 15;

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
    Settings settings = pictures.demo ? settingsOption.readDemo(home) : settingsOption.read(home);
    if (pictures.replay.isPresent()) {
      Path replay = pictures.replay.get();
      if (!Files.exists(replay)) {
        throw new CommandFailure(
            ExitCode.NO_INPUT, "There is no clip or folder %s: check the path.".formatted(replay));
      }
      settings = settings.replaying(replay);
      checkReplay(settings.camera());
    }
    if (port.isPresent()) {
      settings = withPort(settings, port.get());
    }
    runUntilStopped(new Kiosk(settings, home, pictures.demo));
    return 0;
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
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.BAD_SETTINGS, e);
    }
  }

  /** Runs on this thread; a signal to stop interrupts it and waits until everything is closed. */
  private static void runUntilStopped(Kiosk kiosk) throws CommandFailure {
    Thread loop = Thread.currentThread();
    var closed = new CountDownLatch(1);
    var stop =
        new Thread(
            () -> {
              loop.interrupt();
              try {
                var _ = closed.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      kiosk.run();
    } catch (InterruptedException e) {
      // The signal to stop: everything has been closed on the way here.
      Thread.currentThread().interrupt();
    } finally {
      closed.countDown();
    }
  }
}
