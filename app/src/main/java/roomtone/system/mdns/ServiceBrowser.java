package roomtone.system.mdns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import roomtone.system.outbound.Line;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/**
 * The services of one kind that machines on the local network announce by mDNS.
 *
 * <p>Lifecycle: {@link #start} returns at once and what announces itself is listed as it is heard;
 * {@link #close} ends that. Any thread may ask for the list.
 */
public final class ServiceBrowser implements AutoCloseable {
  private static final long NO_WAIT_MILLIS = 1;

  private final Map<String, Heard> found = new ConcurrentHashMap<>();
  private final String type;
  private final Responders responders;

  /**
   * One that was heard.
   *
   * @param name as announced
   * @param host its address, in digits
   * @param port its TCP port
   * @param properties what it says of itself beside that
   */
  public record Service(String name, String host, int port, Map<String, String> properties) {
    /** Copies the properties. */
    public Service {
      properties = Map.copyOf(properties);
    }
  }

  private record Heard(Service service, JmDNS responder) {}

  private ServiceBrowser(
      String type, Supplier<Set<InetAddress>> addresses, Line line, Duration beat) {
    this.type = type;
    responders =
        Responders.start(
            type + " is looked for",
            "roomtone-" + ProcessHandle.current().pid(),
            addresses,
            line,
            beat,
            responder -> responder.addServiceListener(type, new Listener()));
  }

  /**
   * Begins to listen.
   *
   * @param type the kind, as mDNS writes it: {@code "_http._tcp.local."}
   * @param purpose what it is for; what is exchanged is counted as that
   */
  public static ServiceBrowser start(String type, Purpose purpose, Outbound outbound) {
    return start(type, purpose, new LocalAddresses("0.0.0.0"), outbound, Responders.BEAT);
  }

  static ServiceBrowser start(
      String type,
      Purpose purpose,
      Supplier<Set<InetAddress>> addresses,
      Outbound outbound,
      Duration beat) {
    return new ServiceBrowser(type, addresses, outbound.to(purpose, Responders.EVERYBODY), beat);
  }

  /**
   * What is announced now, by name.
   *
   * <p>One that has said nothing of itself yet is asked again: JmDNS takes a service for complete
   * when its address is known, and no longer listens to what comes after that.
   */
  public List<Service> services() {
    for (Heard heard : found.values()) {
      Service service = heard.service();
      if (service.properties().isEmpty()) {
        ServiceInfo info = heard.responder().getServiceInfo(type, service.name(), NO_WAIT_MILLIS);
        if (info != null) {
          keep(service.name(), info, heard.responder());
        }
      }
    }
    return found.values().stream()
        .map(Heard::service)
        .sorted(Comparator.comparing(Service::name))
        .toList();
  }

  @Override
  public void close() {
    responders.close();
  }

  private final class Listener implements ServiceListener {
    @Override
    public void serviceAdded(ServiceEvent event) {
      event.getDNS().requestServiceInfo(event.getType(), event.getName());
    }

    @Override
    public void serviceResolved(ServiceEvent event) {
      keep(event.getName(), event.getInfo(), event.getDNS());
    }

    @Override
    public void serviceRemoved(ServiceEvent event) {
      found.remove(event.getName());
    }
  }

  private void keep(String name, ServiceInfo info, JmDNS responder) {
    for (InetAddress address : info.getInet4Addresses()) {
      var service = new Service(name, address.getHostAddress(), info.getPort(), properties(info));
      found.put(name, new Heard(service, responder));
      return;
    }
  }

  private static Map<String, String> properties(ServiceInfo info) {
    Map<String, String> properties = new HashMap<>();
    for (String name : Collections.list(info.getPropertyNames())) {
      String value = info.getPropertyString(name);
      if (value != null) {
        properties.put(name, value);
      }
    }
    return properties;
  }
}
