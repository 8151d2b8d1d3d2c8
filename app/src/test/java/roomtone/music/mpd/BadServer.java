package roomtone.music.mpd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a port of its own that greets as it is told and answers each line as it is told. */
final class BadServer implements AutoCloseable {
  /** The greeting of a real MPD. */
  static final String GREETING = "OK MPD 0.23.5\n";

  /** Said instead of a text: closes the connection. */
  static final String HANG_UP = "\0hang up";

  /** Said instead of a text: dribbles one byte every 20 ms until the server is closed. */
  static final String DRIBBLE = "\0dribble";

  private final ServerSocket socket;
  private final String greeting;
  private final String answer;
  private final CountDownLatch closed = new CountDownLatch(1);
  final AtomicInteger connections = new AtomicInteger();

  /** Starts to listen; an empty text says nothing. */
  BadServer(String greeting, String answer) throws IOException {
    this.greeting = greeting;
    this.answer = answer;
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("bad-server").start(this::accept);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      if (!say(greeting, client.getOutputStream())) {
        return;
      }
      while (lines.readLine() != null) {
        if (!say(answer, client.getOutputStream())) {
          return;
        }
      }
    } catch (IOException | InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean say(String text, OutputStream out) throws IOException, InterruptedException {
    if (text.equals(HANG_UP)) {
      return false;
    }
    if (text.equals(DRIBBLE)) {
      do {
        out.write('x');
        out.flush();
      } while (!closed.await(20, TimeUnit.MILLISECONDS));
      return false;
    }
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    return true;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }
}
