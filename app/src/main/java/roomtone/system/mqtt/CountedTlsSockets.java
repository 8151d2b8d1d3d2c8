package roomtone.system.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import roomtone.system.outbound.Line;

/** Makes encrypted sockets that count on a line what they carry, before it is encrypted. */
final class CountedTlsSockets extends SSLSocketFactory {
  private final SSLSocketFactory sockets;
  private final Line line;

  CountedTlsSockets(SSLSocketFactory sockets, Line line) {
    this.sockets = sockets;
    this.line = line;
  }

  @Override
  public Socket createSocket() throws IOException {
    return new CountedTlsSocket((SSLSocket) sockets.createSocket(), line);
  }

  @Override
  public Socket createSocket(Socket under, String host, int port, boolean closes)
      throws IOException {
    line.connecting();
    return new CountedTlsSocket((SSLSocket) sockets.createSocket(under, host, port, closes), line);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw CountedSockets.unsupported();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw CountedSockets.unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw CountedSockets.unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw CountedSockets.unsupported();
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}
