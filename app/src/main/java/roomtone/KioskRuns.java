package roomtone;

import java.io.InputStream;
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

/**
 * Kiosks, one after the other in this process: when the operator has it start again, one is closed
 * as at the end of the program, and the next is made of what the settings file says by then.
 *
 * <p>Where new settings can't start, the last ones that did come back, with the reason as a fault.
 */
final class KioskRuns {
  private static final Logger log = LoggerFactory.getLogger(KioskRuns.class);
  private static final long STOP_WITHIN_SECONDS = 15;

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
  interface Reading {
    Settings read() throws CommandFailure;
  }

  /**
   * Nothing runs yet.
   *
   * @param file what {@code reading} reads
   * @param commandLine what the command line sets in it, by key
   */
  KioskRuns(
      Home home,
      boolean demo,
      SettingsFile file,
      Reading reading,
      Map<String, String> commandLine) {
    this.home = home;
    this.demo = demo;
    this.file = file;
    this.reading = reading;
    this.commandLine = commandLine;
  }

  /** Settings, and what the file said of them. */
  private record Chosen(Settings settings, @Nullable SettingsState state) {}

  /**
   * Runs on this thread; a signal to stop interrupts it and waits until everything is closed.
   *
   * @throws CommandFailure if the first one can't start
   */
  void untilStopped() throws CommandFailure {
    Thread loop = Thread.currentThread();
    var closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loop, closed), "stop"));
    try {
      runAll(loop);
    } finally {
      closed.countDown();
    }
  }

  private void stop(Thread loop, CountDownLatch closed) {
    isToStop = true;
    loop.interrupt();
    try {
      var _ = closed.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runAll(Thread loop) throws CommandFailure {
    Chosen next = choose();
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
        next = before.orElseThrow(() -> e);
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
    new Kiosk(settings, home, demo, desk, keyboard, handover).run();
  }

  private void startAgain(Thread loop) {
    isToStartAgain = true;
    loop.interrupt();
  }

  private Chosen choose() throws CommandFailure {
    Settings settings = reading.read();
    try {
      return new Chosen(settings, file.read());
    } catch (SettingsException e) {
      return new Chosen(settings, null);
    }
  }

  private static String complaint(CommandFailure failure) {
    return "The new settings could not start, so the ones before hold: " + failure.getMessage();
  }
}
