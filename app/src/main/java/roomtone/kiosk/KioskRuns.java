package roomtone.kiosk;

import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.config.Settings;
import roomtone.config.SettingsException;
import roomtone.config.SettingsFile;
import roomtone.config.SettingsState;
import roomtone.panel.Keyboard;
import roomtone.system.service.Starts;

/**
 * Kiosks, one after the other in this process: when the operator has it start again, one is closed
 * as at the end of the program, and the next is made of what the settings file says by then.
 *
 * <p>Where new settings can't start, the last ones that did come back, with the reason as a fault.
 */
public final class KioskRuns {
  private static final Logger log = LoggerFactory.getLogger(KioskRuns.class);
  private static final long STOP_WITHIN_SECONDS = 15;

  /** After so long in safe mode the kiosk tries again to run whole. */
  static final Duration SAFE_MODE_LASTS = Duration.ofMinutes(30);

  private final Upkeep upkeep;
  private final Home home;
  private final boolean demo;
  private final SettingsFile file;
  private final Reading reading;
  private final Map<String, String> commandLine;
  private final Handover handover = new Handover();
  private final InputStream keyboard = new Keyboard(System.in);
  private volatile boolean isToStop;
  private volatile boolean isToStartAgain;

  /** Reads the settings as they are now. */
  public interface Reading {
    Settings read() throws CommandFailure;
  }

  /**
   * Nothing runs yet.
   *
   * @param upkeep told how the kiosks do
   * @param file what {@code reading} reads
   * @param commandLine what the command line sets in it, by key
   */
  public KioskRuns(
      Upkeep upkeep,
      Home home,
      boolean demo,
      SettingsFile file,
      Reading reading,
      Map<String, String> commandLine) {
    this.upkeep = upkeep;
    this.home = home;
    this.demo = demo;
    this.file = file;
    this.reading = reading;
    this.commandLine = commandLine;
  }

  /**
   * Settings, what the file said of them, and why the kiosk is to run in safe mode; empty where it
   * is to run whole.
   */
  private record Chosen(
      Settings settings, @Nullable SettingsState state, Optional<String> safeMode) {
    Chosen inSafeMode(String reason) {
      return new Chosen(settings, state, Optional.of(reason));
    }
  }

  /**
   * Runs on this thread; a signal to stop interrupts it and waits until everything is closed.
   *
   * @throws CommandFailure if the first one can't start
   */
  public void untilStopped() throws CommandFailure {
    Thread loop = Thread.currentThread();
    var closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loop, closed), "stop"));
    try {
      runAll(loop);
      // A thread that is interrupted can't write files; the signal to stop has done its work here.
      boolean interrupted = Thread.interrupted();
      upkeep.starts().endedWell();
      if (interrupted) {
        loop.interrupt();
      }
    } catch (CommandFailure e) {
      upkeep.starts().lastWords(String.valueOf(e.getMessage()));
      throw e;
    } catch (RuntimeException | Error e) {
      upkeep.starts().lastWords("It failed unexpectedly: %s.".formatted(e));
      throw e;
    } finally {
      closed.countDown();
    }
  }

  /** The port of the page that is up; 0 before the first is. */
  public int port() {
    return handover.port();
  }

  private void stop(Thread loop, CountDownLatch closed) {
    isToStop = true;
    upkeep.manager().stopping();
    loop.interrupt();
    try {
      var _ = closed.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runAll(Thread loop) throws CommandFailure {
    Chosen next = first();
    Optional<Chosen> before = Optional.empty();
    Optional<String> complaint = Optional.empty();
    boolean goesOn = true;
    while (goesOn) {
      try {
        isToStartAgain = false;
        run(next, complaint, loop);
        goesOn = false;
      } catch (CommandFailure e) {
        complaint = Optional.of(complaint(e));
        next = insteadOf(next, before, e);
        before = Optional.empty();
        log.warn("{}", complaint.get());
      } catch (InterruptedException e) {
        if (isToStop || !isToStartAgain) {
          // The signal to stop: everything has been closed on the way here.
          loop.interrupt();
          return;
        }
        log.info("starting again");
        before = Optional.of(next);
        complaint = Optional.empty();
        try {
          next = choose();
        } catch (CommandFailure broken) {
          complaint = Optional.of(complaint(broken));
        }
      }
    }
  }

  private void run(Chosen chosen, Optional<String> complaint, Thread loop)
      throws CommandFailure, InterruptedException {
    Settings settings = chosen.settings();
    if (settings.web().port() == 0) {
      settings = settings.withPort(handover.port());
    }
    if (settings.web().httpsPort() == 0) {
      settings = settings.withHttpsPort(handover.securePort());
    }
    var desk =
        new SettingsDesk(file, chosen.state(), commandLine, complaint, () -> startAgain(loop));
    var kiosk =
        new Kiosk(
            upkeep,
            chosen.safeMode(),
            settings,
            home,
            demo,
            desk,
            keyboard,
            handover,
            (_, _) -> {});
    Optional<Thread> retry = chosen.safeMode().map(_ -> retry(loop));
    try {
      kiosk.run();
    } finally {
      retry.ifPresent(Thread::interrupt);
    }
  }

  /** Ends safe mode after a while: what kept the kiosk from running may be over. */
  private Thread retry(Thread loop) {
    return Thread.ofVirtual()
        .name("safe-mode")
        .start(() -> {
          try {
            Thread.sleep(SAFE_MODE_LASTS);
            startAgain(loop);
          } catch (InterruptedException _) {
            // Somebody else has started it again.
          }
        });
  }

  private void startAgain(Thread loop) {
    isToStartAgain = true;
    loop.interrupt();
  }

  /**
   * What the first kiosk is made of. As a service it starts in any case, in safe mode where it
   * must: nobody reads the console of a box in a lounge, but somebody may open its page.
   */
  private Chosen first() throws CommandFailure {
    Chosen chosen;
    try {
      chosen = choose();
    } catch (CommandFailure e) {
      if (!upkeep.manager().isPresent()) {
        throw e;
      }
      return new Chosen(defaults(e), null, Optional.of(String.valueOf(e.getMessage())));
    }
    return upkeep.starts().isLoop()
        ? chosen.inSafeMode(
            "It failed %d times in a row. %s"
                .formatted(
                    upkeep.starts().failed(),
                    upkeep.starts().lastFailure().map(Starts.End::reason).orElse("")))
        : chosen;
  }

  private Settings defaults(CommandFailure why) throws CommandFailure {
    try {
      Settings settings = Settings.defaults(Map.of(), demo ? home.demoLog() : home.log());
      String port = commandLine.get("web.port");
      return port == null ? settings : settings.withPort(Integer.parseInt(port));
    } catch (SettingsException e) {
      throw why;
    }
  }

  /** What runs where something else could not. */
  private Chosen insteadOf(Chosen failed, Optional<Chosen> before, CommandFailure why)
      throws CommandFailure {
    if (before.isPresent()) {
      return before.get();
    }
    if (upkeep.manager().isPresent() && failed.safeMode().isEmpty()) {
      return failed.inSafeMode(String.valueOf(why.getMessage()));
    }
    throw why;
  }

  private Chosen choose() throws CommandFailure {
    Settings settings = reading.read();
    try {
      return new Chosen(settings, file.read(), Optional.empty());
    } catch (SettingsException e) {
      return new Chosen(settings, null, Optional.empty());
    }
  }

  private static String complaint(CommandFailure failure) {
    return "The new settings could not start, so the ones before hold: " + failure.getMessage();
  }
}
