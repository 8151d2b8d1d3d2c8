package roomtone.system.mdns;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.jmdns.JmDNS;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.outbound.Line;

/**
 * One JmDNS on each of this machine's addresses, as they come and go.
 *
 * <p>Lifecycle: {@link #start} returns at once; a thread of its own looks every beat which
 * addresses there are and lets each new one join. {@link #close} says goodbye on all of them. What
 * fails is tried again; nothing else of the kiosk depends on it.
 */
final class Responders implements AutoCloseable {
  /** The group of addresses that mDNS speaks to (RFC 6762). */
  static final String EVERYBODY = "224.0.0.251";

  static final Duration BEAT = Duration.ofSeconds(15);

  private static final Logger log = LoggerFactory.getLogger(Responders.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

  /** What is done on each address. */
  interface Joining {
    /** Uses a responder that is new. */
    void join(JmDNS responder) throws IOException;
  }

  private final String deed;
  private final String host;
  private final Supplier<Set<InetAddress>> addresses;
  private final Line line;
  private final Duration beat;
  private final Joining joining;
  private final Map<InetAddress, JmDNS> joined = new HashMap<>();
  private final Set<InetAddress> failed = new HashSet<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private Responders(
      String deed,
      String host,
      Supplier<Set<InetAddress>> addresses,
      Line line,
      Duration beat,
      Joining joining) {
    this.deed = deed;
    this.host = host;
    this.addresses = addresses;
    this.line = line;
    this.beat = beat;
    this.joining = joining;
    this.thread = Thread.ofVirtual().name("mdns").unstarted(this::run);
  }

  /**
   * Begins to follow the addresses.
   *
   * @param deed what is done, for the log: {@code "the page is announced"}
   * @param host the name under which this machine speaks, without domain; not its own, which
   *     belongs to avahi, where that runs
   * @param line where what is exchanged is counted
   */
  static Responders start(
      String deed,
      String host,
      Supplier<Set<InetAddress>> addresses,
      Line line,
      Duration beat,
      Joining joining) {
    var responders = new Responders(deed, host, addresses, line, beat, joining);
    responders.thread.start();
    return responders;
  }

  private void run() {
    try {
      do {
        follow(addresses.get());
      } while (!closing.await(beat.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      follow(Set.of());
    }
  }

  private void follow(Set<InetAddress> current) {
    for (InetAddress gone : Set.copyOf(joined.keySet())) {
      if (!current.contains(gone)) {
        end(gone, joined.remove(gone));
      }
    }
    failed.retainAll(current);
    for (InetAddress address : current) {
      if (!joined.containsKey(address)) {
        begin(address);
      }
    }
  }

  private void begin(InetAddress address) {
    try {
      JmDNS responder = new CountedResponder(named(address, host), host, line);
      joined.put(address, responder);
      joining.join(responder);
      failed.remove(address);
      log.info("{} by mDNS on {}", deed, address.getHostAddress());
    } catch (IOException | IllegalStateException e) {
      end(address, joined.remove(address));
      if (failed.add(address)) {
        log.info(
            "not yet: {} by mDNS on {}; it is tried again: {}",
            deed,
            address.getHostAddress(),
            e.getMessage());
      }
    }
  }

  /** The address with a name: JmDNS would otherwise ask the name server for one. */
  private static InetAddress named(InetAddress address, String name) throws UnknownHostException {
    return address instanceof Inet6Address wide
        ? Inet6Address.getByAddress(name, wide.getAddress(), wide.getScopeId())
        : InetAddress.getByAddress(name, address.getAddress());
  }

  private static void end(InetAddress address, @Nullable JmDNS responder) {
    if (responder == null) {
      return;
    }
    try {
      responder.close();
    } catch (IOException e) {
      log.debug("{} could not say goodbye: {}", address, e.getMessage());
    }
  }

  /** Says goodbye, within 8 seconds. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(CLOSE_WITHIN)) {
        log.debug("mDNS did not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
