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
import javax.jmdns.ServiceInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.outbound.Line;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/**
 * The page's entry in the local network's list of services: {@code _roomtone._tcp}.
 *
 * <p>Lifecycle: {@link #start} returns at once; a thread of its own looks every 15 seconds which
 * addresses this machine has, and announces the page on each new one, so a network that comes late
 * or changes is followed. {@link #close} takes the entries back. What fails is tried again; nothing
 * else of the kiosk depends on it.
 */
public final class Announcement implements AutoCloseable {
  /** The kind of service, as mDNS writes it. */
  public static final String TYPE = "_roomtone._tcp.local.";

  /** The group of addresses that mDNS speaks to (RFC 6762). */
  public static final String EVERYBODY = "224.0.0.251";

  private static final Logger log = LoggerFactory.getLogger(Announcement.class);
  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

  private final Service service;
  private final Supplier<Set<InetAddress>> addresses;
  private final Line line;
  private final Duration beat;
  private final Map<InetAddress, JmDNS> announced = new HashMap<>();
  private final Set<InetAddress> failed = new HashSet<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * What is announced.
   *
   * @param name what the operator calls the kiosk; another of the same name gets a number
   * @param version of the program
   * @param port of the page
   * @param machine this machine's name, without domain
   */
  public record Service(String name, String version, int port, String machine) {
    private ServiceInfo info() {
      return ServiceInfo.create(
          TYPE, name, port, 0, 0, Map.of("path", "/", "version", version, "name", name));
    }

    /** Not the machine's own name: that belongs to avahi, where it runs. */
    private String host() {
      return machine.replaceAll("[^A-Za-z0-9-]", "-") + "-roomtone";
    }
  }

  private Announcement(
      Service service, Supplier<Set<InetAddress>> addresses, Line line, Duration beat) {
    this.service = service;
    this.addresses = addresses;
    this.line = line;
    this.beat = beat;
    this.thread = Thread.ofVirtual().name("mdns").unstarted(this::run);
  }

  /**
   * Begins to announce.
   *
   * @param host where the page listens: {@code 0.0.0.0} for the whole network
   * @param outbound where what is exchanged is counted
   */
  public static Announcement start(Service service, String host, Outbound outbound) {
    return start(service, new LocalAddresses(host), outbound, BEAT);
  }

  static Announcement start(
      Service service, Supplier<Set<InetAddress>> addresses, Outbound outbound, Duration beat) {
    Line line = outbound.to(Purpose.MDNS, EVERYBODY);
    var announcement = new Announcement(service, addresses, line, beat);
    announcement.thread.start();
    return announcement;
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
    for (InetAddress gone : Set.copyOf(announced.keySet())) {
      if (!current.contains(gone)) {
        end(gone, announced.remove(gone));
      }
    }
    failed.retainAll(current);
    for (InetAddress address : current) {
      if (!announced.containsKey(address)) {
        begin(address);
      }
    }
  }

  private void begin(InetAddress address) {
    try {
      JmDNS responder = new CountedResponder(named(address, service.host()), service.host(), line);
      announced.put(address, responder);
      responder.registerService(service.info());
      failed.remove(address);
      log.info("the page is announced on {} as {}", address.getHostAddress(), TYPE);
    } catch (IOException | IllegalStateException e) {
      end(address, announced.remove(address));
      if (failed.add(address)) {
        log.info(
            "the page can't be announced on {} yet and is tried again: {}",
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

  /** Takes the entries back, within 8 seconds. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(CLOSE_WITHIN)) {
        log.debug("the announcement did not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
