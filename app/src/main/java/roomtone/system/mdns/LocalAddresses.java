package roomtone.system.mdns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The IPv4 addresses that others on the local network can reach this machine by; JmDNS answers on
 * the interface of each. Empty while there is no network.
 *
 * @param host where the page listens: {@code 0.0.0.0} for all of them
 */
record LocalAddresses(String host) implements Supplier<Set<InetAddress>> {
  private static final Set<String> ALL = Set.of("0.0.0.0", "::", "[::]", "*");

  @Override
  public Set<InetAddress> get() {
    try {
      return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
          .filter(LocalAddresses::reachesOthers)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && isListenedOn(address))
          .collect(Collectors.toUnmodifiableSet());
    } catch (SocketException _) {
      return Set.of();
    }
  }

  private static boolean reachesOthers(NetworkInterface each) {
    try {
      return each.isUp() && !each.isLoopback() && each.supportsMulticast();
    } catch (SocketException _) {
      return false;
    }
  }

  private boolean isListenedOn(InetAddress address) {
    return ALL.contains(host) || address.getHostAddress().equals(host);
  }
}
