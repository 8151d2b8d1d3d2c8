package roomtone.kiosk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import roomtone.system.service.Watchdog;

/** Asks the kiosk's own page now and then, so that the watchdog knows whether it still answers. */
public final class PageVisits implements AutoCloseable {
  private static final int VISITS_IN_PATIENCE = 3;

  private final Optional<Thread> visitor;
  private final Watchdog.@Nullable Pulse pulse;

  private PageVisits(Optional<Thread> visitor, Watchdog.@Nullable Pulse pulse) {
    this.visitor = visitor;
    this.pulse = pulse;
  }

  /**
   * Begins to visit.
   *
   * @param port the page's TCP port on this machine
   * @param isWatched whether anybody wants to know; otherwise nothing happens
   */
  static PageVisits start(Watchdog watchdog, int port, boolean isWatched) {
    if (!isWatched) {
      return new PageVisits(Optional.empty(), null);
    }
    Duration patience = watchdog.patience();
    Duration pause = patience.dividedBy(VISITS_IN_PATIENCE);
    Watchdog.Pulse pulse = watchdog.watch("The page", patience);
    Thread visitor =
        Thread.ofVirtual()
            .name("page-visits")
            .start(() -> {
              try {
                while (true) {
                  if (answers(port, pause)) {
                    pulse.beat();
                  }
                  Thread.sleep(pause);
                }
              } catch (InterruptedException _) {
                // The kiosk stops.
              }
            });
    return new PageVisits(Optional.of(visitor), pulse);
  }

  /** Whether anything that speaks HTTP/1 answers within {@code longest}, whatever it says. */
  static boolean answers(int port, Duration longest) {
    try (Socket socket = OwnPage.ask(port, "/healthz", longest, "")) {
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String first = answer.readLine();
      return first != null && first.startsWith("HTTP/1.");
    } catch (IOException _) {
      return false;
    }
  }

  /** Follows the page live, as a browser that is open, until the kiosk closes it. */
  public static void follow(int port) {
    try (Socket socket = OwnPage.ask(port, "/api/events", Duration.ZERO, "")) {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // The page is gone.
    }
  }

  @Override
  public void close() {
    visitor.ifPresent(Thread::interrupt);
    if (pulse != null) {
      pulse.close();
    }
  }
}
