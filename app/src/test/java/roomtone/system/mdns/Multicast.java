package roomtone.system.mdns;

import java.io.ByteArrayOutputStream;
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
  private static final int MDNS_PORT = 5353;

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

  /** Sends one mDNS answer (RFC 6762, section 6) with these records. */
  static void send(InetAddress from, byte[]... records) throws IOException {
    var packet = new ByteArrayOutputStream();
    packet.write(new byte[] {0, 0, (byte) 0x84, 0, 0, 0, 0, (byte) records.length, 0, 0, 0, 0});
    for (byte[] each : records) {
      packet.write(each);
    }
    try (var socket = new MulticastSocket(new InetSocketAddress(from, 0))) {
      socket.setNetworkInterface(NetworkInterface.getByInetAddress(from));
      var group = new InetSocketAddress(Responders.EVERYBODY, MDNS_PORT);
      socket.send(new DatagramPacket(packet.toByteArray(), packet.size(), group));
    }
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
