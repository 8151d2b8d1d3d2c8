package roomtone.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import roomtone.history.HistoryReader;

/** A page on a free port, with a snapshot, actions and a client of the test's making. */
final class TestPage implements AutoCloseable {
  static final LiveFeed.Pulse QUICK =
      new LiveFeed.Pulse(Duration.ofMillis(20), Duration.ofMillis(200));
  private static final Past NO_PAST = new Past(null, List::of);
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  final StatusPage page;
  volatile StatusSnapshot snapshot = Snapshots.CHEERFUL;
  volatile @Nullable AimView aimed;
  volatile boolean broken;
  volatile ActionResult result = new ActionResult.Done();
  final BlockingQueue<String> pasted = new LinkedBlockingQueue<>();
  volatile boolean wantsLogin = true;
  private final MusicLogin login =
      new MusicLogin() {
        @Override
        public Optional<Invitation> invite() {
          return wantsLogin
              ? Optional.of(
                  new Invitation("https://accounts.example/authorize?x=1", List.of("10", "01")))
              : Optional.empty();
        }

        @Override
        public ActionResult finish(String address) {
          pasted.add(address);
          return result;
        }
      };
  private final HttpClient client = HttpClient.newHttpClient();

  TestPage() throws WebException {
    this(true);
  }

  TestPage(boolean playsSpotify) throws WebException {
    this(null, NO_PAST, WebSettings.DEFAULTS.viewers(), Duration.ofSeconds(30), playsSpotify);
  }

  TestPage(Past past) throws WebException {
    this(null, past, WebSettings.DEFAULTS.viewers(), Duration.ofSeconds(30), true);
  }

  TestPage(@Nullable HistoryReader history, int viewers, Duration patience) throws WebException {
    this(history, NO_PAST, viewers, patience, true);
  }

  private TestPage(
      @Nullable HistoryReader history,
      Past past,
      int viewers,
      Duration patience,
      boolean playsSpotify)
      throws WebException {
    page =
        StatusPage.start(
            new WebSettings("127.0.0.1", 0, List.of("lounge.example"), viewers),
            new StatusPage.Sources(
                this::status,
                new Actions(),
                _ -> Optional.ofNullable(aimed),
                history,
                past,
                playsSpotify ? login : null),
            InstantSource.fixed(Snapshots.NOW),
            QUICK,
            patience);
  }

  private StatusSnapshot status() {
    if (broken) {
      throw new IllegalStateException("the kiosk is broken");
    }
    return snapshot;
  }

  private final class Actions implements GuestActions {
    @Override
    public ActionResult skip() {
      asked.add("skip");
      return result;
    }

    @Override
    public ActionResult rescan() {
      asked.add("rescan");
      return result;
    }

    @Override
    public ActionResult lookAgain(int area) {
      asked.add("look again at " + area);
      return result;
    }
  }

  void show(StatusSnapshot next) {
    snapshot = next;
    page.publish();
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, headers);
  }

  HttpResponse<String> post(String path, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, headers);
  }

  HttpResponse<String> postForm(String path, String form) throws IOException, InterruptedException {
    return postForm(path, form, "*/*");
  }

  HttpResponse<String> postForm(String path, String form, String accept)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path))
            .timeout(DEADLINE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", accept)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(method, path, headers), HttpResponse.BodyHandlers.ofString());
  }

  EventReader events() throws IOException, InterruptedException {
    return new EventReader(
        client.send(request("GET", "/api/events"), HttpResponse.BodyHandlers.ofInputStream()));
  }

  private HttpRequest request(String method, String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path))
            .timeout(DEADLINE)
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  @Override
  public void close() {
    client.shutdownNow();
    page.close();
  }
}
