package roomtone.system.mdns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import javax.jmdns.impl.DNSOutgoing;
import javax.jmdns.impl.JmDNSImpl;
import org.jspecify.annotations.Nullable;
import roomtone.system.outbound.Line;

/** A JmDNS that counts on a line what it sends and hears. */
final class CountedResponder extends JmDNSImpl {
  private final Line line;
  private final Object lock;
  private @Nullable Ear ear;

  CountedResponder(InetAddress address, String name, Line line) throws IOException {
    // Threads of JmDNS's run before its constructor has ended.
    this.line = line;
    this.lock = new Object();
    line.connecting();
    super(address, name);
  }

  @Override
  public void send(DNSOutgoing message) throws IOException {
    if (!message.isEmpty()) {
      line.sent(message.data().length);
    }
    super.send(message);
  }

  /** What JmDNS listens to; it asks anew for each message. */
  @Override
  public MulticastSocket getSocket() {
    MulticastSocket socket = super.getSocket();
    synchronized (lock) {
      if (ear == null || !ear.socket.equals(socket)) {
        closeEar();
        try {
          ear = new Ear(socket, line);
        } catch (IOException e) {
          return socket;
        }
      }
      return ear;
    }
  }

  @Override
  public void close() {
    super.close();
    synchronized (lock) {
      closeEar();
    }
  }

  private void closeEar() {
    if (ear != null) {
      ear.close();
      ear = null;
    }
  }

  /** Counts what another socket hears; it is bound to nothing itself. */
  private static final class Ear extends MulticastSocket {
    private final MulticastSocket socket;
    private final Line line;

    Ear(MulticastSocket socket, Line line) throws IOException {
      super(null);
      this.socket = socket;
      this.line = line;
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
      socket.receive(packet);
      line.received(packet.getLength());
    }
  }
}
