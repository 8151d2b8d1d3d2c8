package roomtone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Guests and the operator at a kiosk that is watched: every page and every answer there is. */
final class WatchedVisit {
  private static final Duration STORY = Duration.ofMinutes(5);
  private static final Pattern PATH = Pattern.compile("(?m)^  (/[^\\s{}]*):\\n    get:");
  private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");

  private final KioskProcess kiosk;
  private final String address;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final JsonMapper json = JsonMapper.builder().build();

  WatchedVisit(KioskProcess kiosk) throws Exception {
    this.kiosk = kiosk;
    this.address = kiosk.address();
  }

  /**
   * Looks at everything while faces are seen.
   *
   * @return the local port of the connection that got the operator's picture
   */
  int lookAtEverything() throws Exception {
    try (InputStream events = live()) {
      await("somebody is seen", () -> status().at("/mood/visitors").asInt() > 0);
      lookAtEachPage();
      assertThat(post("/api/skip")).isLessThan(500);
      pair();
      lookAtEachPage();
      await("three are seen", () -> status().at("/mood/visitors").asInt() >= 3);
      lookAtEachPage();
      int port = lookAtThePicture();
      for (String format : List.of("csv", "json")) {
        get("/api/history/export?format=" + format);
      }
      long minutes = Long.getLong("roomtone.watch.minutes", 0);
      long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
      while (System.nanoTime() < end) {
        lookAtEachPage();
        byte[] some = events.readNBytes(20_000);
        assertThat(some).isNotEmpty();
      }
      assertThat(new String(events.readNBytes(2_000), StandardCharsets.UTF_8)).contains("mood");
      return port;
    }
  }

  /** What the kiosk says of what it keeps, and to whom it talked. */
  JsonNode proof() throws Exception {
    return json.readTree(get("/api/proof"));
  }

  private InputStream live() throws Exception {
    return client
        .send(request("/api/events").build(), HttpResponse.BodyHandlers.ofInputStream())
        .body();
  }

  /** Every address for GET of the kiosk's own description, and what the pages load. */
  private void lookAtEachPage() throws Exception {
    List<String> paths =
        PATH.matcher(get("/openapi.yaml")).results().map(found -> found.group(1)).toList();
    assertThat(paths).contains("/", "/privacy", "/aim", "/api/status", "/metrics");
    for (String path : paths) {
      if (!path.equals("/api/events") && !path.equals("/api/aim/picture")) {
        String page = get(path);
        for (String asset :
            ASSET.matcher(page).results().map(found -> found.group(1)).distinct().toList()) {
          get(asset);
        }
      }
    }
  }

  private void pair() throws Exception {
    assertThat(post("/api/operator/pair")).isEqualTo(200);
    kiosk.type("s\n");
    await("the operator is let in", () -> operator().path("operator").asBoolean());
  }

  /** On a connection of its own, so that its bytes are told apart. */
  private int lookAtThePicture() throws Exception {
    assertThat(post("/api/aim/preview")).isEqualTo(200);
    kiosk.type("s\n");
    await(
        "the preview opens",
        () -> json.readTree(get("/api/aim/preview")).path("state").asText().equals("open"));
    int port = URI.create(address).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String cookie = cookies.getCookieStore().getCookies().getFirst().toString();
      socket
          .getOutputStream()
          .write(
              "GET /api/aim/picture HTTP/1.1\r\nHost: localhost:%d\r\nCookie: %s\r\nConnection: close\r\n\r\n"
                  .formatted(port, cookie)
                  .getBytes(StandardCharsets.US_ASCII));
      var answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      assertThat(answer.toString(StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 200");
      return socket.getLocalPort();
    }
  }

  private void await(String what, java.util.concurrent.Callable<Boolean> wish) {
    Awaitility.await(what).atMost(STORY).pollInterval(Duration.ofMillis(300)).until(wish);
  }

  private JsonNode status() throws Exception {
    return json.readTree(get("/api/status"));
  }

  private JsonNode operator() throws Exception {
    return json.readTree(get("/api/operator"));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }

  private String get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private int post(String path) throws Exception {
    HttpRequest request =
        request(path)
            .header("X-CSRF-Token", operator().path("token").asText())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
