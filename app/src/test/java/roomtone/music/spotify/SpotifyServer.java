package roomtone.music.spotify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** The scripted Spotify on a socket of its own, accounts host included. */
final class SpotifyServer implements AutoCloseable {
  private final ScriptedSpotify script;
  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);

  SpotifyServer(ScriptedSpotify script) throws IOException {
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (script.is(Misbehaviour.HANG)) {
        closed.await();
        return;
      }
      Wire.Question question =
          new Wire.Question(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              header(exchange, "Authorization"),
              header(exchange, "Content-Type"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Wire.Answer answer;
      synchronized (script) {
        answer = script.answer(question);
      }
      send(exchange, answer);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(HttpExchange exchange, Wire.Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    int length = script.is(Misbehaviour.HALF_AN_ANSWER) ? body.length / 2 : body.length;
    exchange.getResponseBody().write(body, 0, length);
    exchange.getResponseBody().flush();
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
