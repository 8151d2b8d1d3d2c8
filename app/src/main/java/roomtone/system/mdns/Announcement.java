package roomtone.system.mdns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.jmdns.ServiceInfo;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/**
 * The page's entry in the local network's list of services: {@code _roomtone._tcp}.
 *
 * <p>Lifecycle: {@link #start} returns at once; the page is announced on each of this machine's
 * addresses, and a network that comes late or changes is followed. {@link #close} takes the entries
 * back.
 */
public final class Announcement implements AutoCloseable {
  /** The kind of service, as mDNS writes it. */
  public static final String TYPE = "_roomtone._tcp.local.";

  /** The group of addresses that mDNS speaks to (RFC 6762). */
  public static final String EVERYBODY = Responders.EVERYBODY;

  private final Responders responders;

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

    private String host() {
      return machine.replaceAll("[^A-Za-z0-9-]", "-") + "-roomtone";
    }
  }

  private Announcement(Responders responders) {
    this.responders = responders;
  }

  /**
   * Begins to announce.
   *
   * @param host where the page listens: {@code 0.0.0.0} for the whole network
   * @param outbound where what is exchanged is counted
   */
  public static Announcement start(Service service, String host, Outbound outbound) {
    return start(service, new LocalAddresses(host), outbound, Responders.BEAT);
  }

  static Announcement start(
      Service service, Supplier<Set<InetAddress>> addresses, Outbound outbound, Duration beat) {
    return new Announcement(
        Responders.start(
            "the page is announced",
            service.host(),
            addresses,
            outbound.to(Purpose.MDNS, EVERYBODY),
            beat,
            responder -> responder.registerService(service.info())));
  }

  /** Takes the entries back, within 8 seconds. */
  @Override
  public void close() {
    responders.close();
  }
}
