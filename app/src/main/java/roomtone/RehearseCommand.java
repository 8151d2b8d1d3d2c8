package roomtone;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import roomtone.config.Settings;
import roomtone.config.SettingsFile;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;
import roomtone.kiosk.KioskRuns;
import roomtone.kiosk.OwnPage;
import roomtone.kiosk.PassingHome;
import roomtone.kiosk.Upkeep;

/**
 * Runs the demo for a moment and visits its pages, so that the JVM learns what a start needs: the
 * launcher has it keep that as the start cache. Touches no camera, no player and none of the
 * kiosk's files.
 */
@Command(
    name = "rehearse",
    description =
        "Makes later starts faster: runs the demo for a moment and keeps what the start has learnt in the folder that CACHE_DIRECTORY names; without that variable, nothing is kept.",
    mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/wall",
          "/history",
          "/dj",
          "/aim",
          "/operator",
          "/privacy",
          "/proof",
          "/api/status",
          "/metrics",
          "/healthz");

  /** So long frames, moods and the player are at work after the first page has come. */
  private static final Duration AT_WORK = Duration.ofSeconds(4);

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(100);

  @Override
  public Integer call() throws CommandFailure {
    Home found = Home.find(System.getenv());
    try (PassingHome passing = PassingHome.of(found);
        Upkeep upkeep = Upkeep.begin(Map.of(), System::nanoTime, Instant::now)) {
      rehearse(passing.home(), upkeep);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE, "The rehearsal needs a temporary folder: " + e.getMessage());
    }
    return 0;
  }

  private static void rehearse(Home home, Upkeep upkeep) throws CommandFailure {
    Path file = home.demoSettingsFile();
    var runs =
        new KioskRuns(
            upkeep,
            home,
            true,
            new SettingsFile(file, Map.of(), home.demoLog()),
            () -> demo(home),
            Map.of());
    Thread kiosk = Thread.currentThread();
    Thread audience = Thread.ofVirtual().name("audience").start(() -> watch(runs, kiosk));
    try {
      runs.untilStopped();
    } finally {
      audience.interrupt();
    }
    // The audience ended it by an interrupt, which is of no more use.
    var _ = Thread.interrupted();
  }

  private static Settings demo(Home home) throws CommandFailure {
    return home.settings(Optional.of(home.demoSettingsFile()), home.demoLog())
        .replaying(home.demoClip())
        .withPort(0);
  }

  private static void watch(KioskRuns runs, Thread kiosk) {
    try {
      Instant end = Instant.now().plus(PATIENCE);
      while (runs.port() == 0 && Instant.now().isBefore(end)) {
        Thread.sleep(PAUSE);
      }
      Thread.sleep(AT_WORK);
      for (String page : PAGES) {
        read(runs.port(), page);
      }
    } catch (InterruptedException _) {
      // It ended before its audience left.
    } finally {
      kiosk.interrupt();
    }
  }

  /** Asks for a page; what it says does not matter. */
  private static void read(int port, String page) {
    try (Socket socket = OwnPage.ask(port, page, PATIENCE, "Accept-Encoding: gzip\r\n")) {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // A rehearsal without this page is good enough.
    }
  }
}
