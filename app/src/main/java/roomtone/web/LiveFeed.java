package roomtone.web;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.flow.Latest;
import roomtone.language.Language;

/**
 * The status as server-sent events, to a bounded number of viewers.
 *
 * <p>One virtual thread writes each change once a language as bytes and puts them into the slots of
 * that language's viewers; each viewer's own request thread sends them on. A viewer who reads
 * slowly misses events, and one who does not read at all is cut off by the server's write deadline;
 * neither holds up anybody.
 *
 * <p>{@link #publish} may be called by any thread and never blocks.
 */
final class LiveFeed implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);
  private static final byte[] BEAT = ": beat\n\n".getBytes(StandardCharsets.UTF_8);
  // No event is empty.
  private static final byte[] END = {};

  private final Function<Language, byte[]> status;
  private final Pulse pulse;
  private final Semaphore places;
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean changed = new AtomicBoolean();
  private final Thread pusher;
  private volatile boolean open = true;

  /** Who looks, in which language; each is another one. */
  private static final class Viewer {
    private final Language language;
    private final Latest<byte[]> slot = new Latest<>();

    Viewer(Language language) {
      this.language = language;
    }
  }

  /**
   * How often something is sent.
   *
   * @param gap the least time between two events
   * @param beat the longest silence: then a comment is sent, so that a dead connection shows
   */
  record Pulse(Duration gap, Duration beat) {
    /** At most four events a second, a comment after 15 s. */
    static final Pulse DEFAULT = new Pulse(Duration.ofMillis(250), Duration.ofSeconds(15));
  }

  /**
   * Starts with no viewer.
   *
   * @param status the current status in a language, as JSON on one line
   * @param most how many viewers at once
   */
  LiveFeed(Function<Language, byte[]> status, int most, Pulse pulse) {
    this.status = status;
    this.pulse = pulse;
    this.places = new Semaphore(most);
    this.pusher = Thread.ofVirtual().name("web-live").start(this::push);
  }

  /** Says that the status is another one now. Allocates nothing while nobody looks. */
  void publish() {
    if (!viewers.isEmpty() && !changed.getAndSet(true)) {
      LockSupport.unpark(pusher);
    }
  }

  /** How many look at the moment. */
  int viewers() {
    return viewers.size();
  }

  /** Answers {@code /api/events}; returns when the viewer has left. */
  void serve(Context context) throws ProblemException {
    if (!places.tryAcquire()) {
      context.header("Retry-After", "10");
      throw new ProblemException(
          new Problem("Too many viewers", 503, "Too many pages follow this kiosk: try later."));
    }
    var viewer = new Viewer(Door.language(context));
    try {
      HttpServletResponse response = context.res();
      response.setContentType("text/event-stream");
      if (!context.req().getMethod().equals("HEAD")) {
        viewers.add(viewer);
        send(response.getOutputStream(), viewer);
      }
    } catch (IOException e) {
      log.debug("A viewer left: {}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      viewers.remove(viewer);
      places.release();
    }
  }

  private void send(ServletOutputStream out, Viewer viewer)
      throws IOException, InterruptedException {
    byte[] bytes = event(viewer.language);
    while (open && bytes.length > 0) {
      out.write(bytes);
      out.flush();
      bytes = viewer.slot.take(pulse.beat).orElse(BEAT);
    }
  }

  private byte[] event(Language language) {
    byte[] json = status.apply(language);
    return ("event: status\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void push() {
    while (open) {
      while (open && !changed.get()) {
        LockSupport.park(this);
      }
      changed.set(false);
      if (open) {
        tellAll();
        rest();
      }
    }
  }

  private void tellAll() {
    try {
      Map<Language, byte[]> events = new HashMap<>();
      for (Viewer viewer : viewers) {
        viewer.slot.put(events.computeIfAbsent(viewer.language, this::event));
      }
    } catch (RuntimeException e) {
      log.error("The status could not be sent to the pages that are open", e);
    }
  }

  private void rest() {
    long end = System.nanoTime() + pulse.gap.toNanos();
    for (long left = pulse.gap.toNanos(); open && left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  /** Sends every viewer away. */
  @Override
  public void close() {
    open = false;
    LockSupport.unpark(pusher);
    viewers.forEach(viewer -> viewer.slot.put(END));
  }
}
