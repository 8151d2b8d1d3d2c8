package roomtone.system.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import roomtone.system.outbound.CountedStreams;
import roomtone.system.outbound.Line;

/** Makes plain sockets that count on a line; of the ways to make one, Paho uses the first. */
final class CountedSockets extends SocketFactory {
  private final Line line;

  CountedSockets(Line line) {
    this.line = line;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress address, int timeout) throws IOException {
        line.connecting();
        super.connect(address, timeout);
      }

      @Override
      public InputStream getInputStream() throws IOException {
        return CountedStreams.counted(super.getInputStream(), line);
      }

      @Override
      public OutputStream getOutputStream() throws IOException {
        return CountedStreams.counted(super.getOutputStream(), line);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw unsupported();
  }

  static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("sockets are made first and connected afterwards");
  }
}
