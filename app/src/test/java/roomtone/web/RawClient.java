package roomtone.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no decent client would send. */
final class RawClient {
  private static final int DEADLINE_MILLIS = 20_000;

  private RawClient() {}

  /** The whole answer up to the close of the connection. */
  static String ask(int port, String request) throws IOException {
    return ask(port, request, false);
  }

  /** The same, saying after the request that nothing more will come. */
  static String askAndHangUp(int port, String request) throws IOException {
    return ask(port, request, true);
  }

  private static String ask(int port, String request, boolean hangsUp) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(DEADLINE_MILLIS);
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        if (hangsUp) {
          socket.shutdownOutput();
        }
      } catch (IOException _) {
        // The server may answer and hang up before it has read everything.
      }
      try {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException _) {
        return "";
      }
    }
  }

  /** The answer to a request without a body, on a connection that closes after it. */
  static String ask(int port, String method, String path, String host) throws IOException {
    return ask(
        port,
        "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(method, path, host));
  }

  static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }
}
