package roomtone.system.mdns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A network of this machine's on which mDNS can be tried. */
final class Multicast {
  private Multicast() {}

  /** An address that hears its own multicast; a test without one is skipped. */
  static InetAddress address() {
    Optional<InetAddress> found =
        Stream.concat(
                new LocalAddresses("0.0.0.0").get().stream(),
                Stream.of(InetAddress.getLoopbackAddress()))
            .filter(Multicast::isCarriedBy)
            .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(), "no network here carries multicast to its own sender");
    return found.orElseThrow();
  }

  private static boolean isCarriedBy(InetAddress address) {
    try (var socket = new MulticastSocket(new InetSocketAddress(0))) {
      var group = new InetSocketAddress(Responders.EVERYBODY, socket.getLocalPort());
      NetworkInterface network = NetworkInterface.getByInetAddress(address);
      socket.setNetworkInterface(network);
      socket.joinGroup(group, network);
      socket.setSoTimeout(2000);
      socket.send(new DatagramPacket(new byte[] {1}, 1, group));
      socket.receive(new DatagramPacket(new byte[1], 1));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
