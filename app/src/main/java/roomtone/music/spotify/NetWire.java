package roomtone.music.spotify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import roomtone.system.outbound.Line;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/**
 * The real network: {@link HttpClient}, with a deadline for the whole exchange, the body included.
 *
 * <p>Any thread may use it.
 */
final class NetWire implements Wire {
  private static final long LARGEST_ANSWER_BYTES = 2L << 20;

  private final Outbound outbound;
  private final Purpose purpose;
  private final HttpClient client;
  private final Duration deadline;

  /**
   * A wire of its own.
   *
   * @param purpose what it is for; what is exchanged is counted as that
   */
  NetWire(Outbound outbound, Purpose purpose, Duration deadline) {
    this.outbound = outbound;
    this.purpose = purpose;
    this.deadline = deadline;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(deadline)
            .build();
  }

  @Override
  public Answer send(Question question) throws SpotifyException {
    Line line = outbound.to(purpose, String.valueOf(question.uri().getHost()));
    HttpRequest request = request(question);
    line.connecting();
    line.sent(bytes(request, question.body()));
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response = exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      line.received(bytes(response));
      return answer(response);
    } catch (TimeoutException late) {
      exchange.cancel(true);
      throw new SpotifyException(Trouble.SLOW);
    } catch (ExecutionException failed) {
      throw new SpotifyException(trouble(failed.getCause()));
    } catch (InterruptedException interrupted) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new SpotifyException(Trouble.SLOW);
    }
  }

  private HttpRequest request(Question question) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(question.uri())
            .timeout(deadline)
            .method(
                question.method(),
                question.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(question.body()));
    request.header("Accept", "application/json");
    if (!question.authorization().isEmpty()) {
      request.header("Authorization", question.authorization());
    }
    if (!question.body().isEmpty()) {
      request.header("Content-Type", question.type());
    }
    return request.build();
  }

  /** How long a request is on the wire, but for what the client adds and the encryption. */
  private static long bytes(HttpRequest request, String body) {
    return request.method().length()
        + request.uri().toString().length()
        + bytes(request.headers())
        + body.getBytes(StandardCharsets.UTF_8).length;
  }

  private static long bytes(HttpResponse<byte[]> response) {
    return bytes(response.headers()) + response.body().length;
  }

  /** Each header with its colon, its blank and its line's end. */
  private static long bytes(HttpHeaders headers) {
    return headers.map().entrySet().stream()
        .flatMapToLong(header ->
            header.getValue().stream()
                .mapToLong(value -> header.getKey().length() + value.length() + 4L))
        .sum();
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    Map<String, String> headers =
        response.headers().map().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().getFirst()));
    return new Answer(
        response.statusCode(), headers, new String(response.body(), StandardCharsets.UTF_8));
  }

  /** What a failure means; its own message is dropped, because it may quote the request. */
  private static Trouble trouble(@Nullable Throwable failure) {
    if (causes(failure).anyMatch(NetWire::isOfTheClock)) {
      return Trouble.CLOCK;
    }
    return switch (failure) {
      case HttpTimeoutException _ -> Trouble.SLOW;
      case ConnectException _, UnknownHostException _ -> Trouble.OFFLINE;
      case SSLException _ -> Trouble.PORTAL;
      case IOException broken
          when causes(broken).anyMatch(UnresolvedAddressException.class::isInstance) ->
          Trouble.OFFLINE;
      case null, default -> Trouble.GARBLED;
    };
  }

  private static boolean isOfTheClock(@Nullable Throwable failure) {
    return failure instanceof CertificateNotYetValidException
        || failure instanceof CertificateExpiredException;
  }

  private static Stream<@Nullable Throwable> causes(@Nullable Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
        .limit(10);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
