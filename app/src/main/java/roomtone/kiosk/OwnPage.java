package roomtone.kiosk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The kiosk's own page on this machine, asked over plain HTTP/1 without a client's weight. */
public final class OwnPage {
  private OwnPage() {}

  /**
   * Asks for a path; the answer can be read from the socket, which the caller closes and whose end
   * is the answer's.
   *
   * @param port the page's TCP port
   * @param longest how long to wait for a connection and then for each part of the answer; zero
   *     waits for ever
   * @param headers further lines, each with its line end
   */
  public static Socket ask(int port, String path, Duration longest, String headers)
      throws IOException {
    int millis = Math.toIntExact(longest.toMillis());
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
      socket.setSoTimeout(millis);
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n%sConnection: close\r\n\r\n"
                  .formatted(path, port, headers)
                  .getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
