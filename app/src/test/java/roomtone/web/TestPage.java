package roomtone.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import roomtone.access.Access;
import roomtone.access.AccessSettings;
import roomtone.emotion.Emotion;
import roomtone.history.HistoryReader;
import roomtone.music.MusicSettings;
import roomtone.music.Taste;
import roomtone.music.TasteNotes;
import roomtone.system.metrics.Metrics;

/** A page on a free port, with a snapshot, actions and a client of the test's making. */
final class TestPage implements AutoCloseable {
  static final LiveFeed.Pulse QUICK =
      new LiveFeed.Pulse(Duration.ofMillis(20), Duration.ofMillis(200));
  private static final Past NO_PAST = new Past(null, TestPage::known);
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  final StatusPage page;
  volatile StatusSnapshot snapshot = Snapshots.CHEERFUL;
  volatile @Nullable AimView aimed;
  volatile @Nullable AimPicture picture;
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
  final TestSettings book = new TestSettings();
  final TestSetup setup = new TestSetup();
  final FakeNanos nanos = new FakeNanos();
  final Access access;
  final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
  private final Path folder;
  private final StatusPage.Sources sources;
  private String cookie = "";
  private String token = "";
  private final Metrics metrics = new Metrics();
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

  TestPage(AccessRules rules) throws WebException {
    this(null, NO_PAST, WebSettings.DEFAULTS.viewers(), Duration.ofSeconds(30), true, rules);
  }

  private TestPage(
      @Nullable HistoryReader history,
      Past past,
      int viewers,
      Duration patience,
      boolean playsSpotify)
      throws WebException {
    this(history, past, viewers, patience, playsSpotify, new AccessRules(true, true));
  }

  private TestPage(
      @Nullable HistoryReader history,
      Past past,
      int viewers,
      Duration patience,
      boolean playsSpotify,
      AccessRules rules)
      throws WebException {
    try {
      folder = Files.createTempDirectory("roomtone-page");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AccessSettings files = AccessSettings.beside(folder.resolve("log"));
    access =
        Access.open(
            new AccessSettings(
                rules.guestsMaySkip(),
                rules.byButton(),
                90,
                files.operatorsFile(),
                files.pinFile()),
            nanos,
            InstantSource.fixed(Snapshots.NOW));
    metrics.gauge("roomtone_people", "People.", () -> snapshot.room().mood().people());
    sources =
        new StatusPage.Sources(
            this::status,
            new Actions(),
            new Eye(),
            history,
            past,
            playsSpotify ? login : null,
            access,
            (who, what) -> changes.add(who + " " + what),
            book,
            setup,
            null,
            Evidences.PROOF,
            metrics::text);
    page =
        StatusPage.start(
            new WebSettings("127.0.0.1", 0, List.of("lounge.example"), viewers),
            sources,
            InstantSource.fixed(Snapshots.NOW),
            nanos,
            QUICK,
            patience);
  }

  private StatusSnapshot status() {
    if (broken) {
      throw new IllegalStateException("the kiosk is broken");
    }
    return snapshot;
  }

  private final class Actions implements KioskActions {
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

    @Override
    public ActionResult camera(boolean on) {
      asked.add("camera " + on);
      return result;
    }

    @Override
    public ActionResult pin(Emotion emotion, Optional<String> playlist) {
      asked.add("pin " + emotion.label() + " " + playlist.orElse("nothing"));
      return result;
    }

    @Override
    public ActionResult follow(Optional<Emotion> emotion) {
      asked.add("follow " + emotion.map(Emotion::label).orElse("the room"));
      return result;
    }

    @Override
    public ActionResult verdict(boolean agreed, Optional<Emotion> instead) {
      asked.add("verdict " + agreed + " " + instead.map(Emotion::label).orElse("nothing"));
      return result;
    }

    @Override
    public ActionResult forgetTaste() {
      asked.add("forget");
      return result;
    }
  }

  private final class Eye implements Aim {
    @Override
    public Optional<AimView> next(Duration patience) {
      return Optional.ofNullable(aimed);
    }

    @Override
    public Optional<AimPicture> picture(Duration patience) {
      return Optional.ofNullable(picture);
    }
  }

  private static List<Taste.Known> known() {
    return new Taste(MusicSettings.defaults().repertoire(), TasteNotes.NONE).known();
  }

  /** What it shows and passes on. */
  StatusPage.Sources sources() {
    return sources;
  }

  /** Makes the client the operator's. */
  TestPage asOperator() {
    String secret = access.operators().admit("a test");
    cookie = "roomtone-operator=" + secret;
    token = access.operators().formToken(secret);
    return this;
  }

  /** The cookie that an answer sets, as the next request sends it. */
  static String cookieOf(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
  }

  /** What its forms carry. */
  String token() {
    return token;
  }

  /** Leaves the cookie as it is and the forms without what they carry. */
  void withoutToken() {
    token = "";
  }

  /** What the client sends beside its cookie from now on. */
  void alsoCookie(String further) {
    cookie = cookie + "; " + further;
  }

  /** What the client sends as its cookie from now on. */
  void cookie(String other) {
    cookie = other;
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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path))
            .timeout(DEADLINE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", accept)
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return client.send(asWhoeverItIs(request).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(method, path, headers), HttpResponse.BodyHandlers.ofString());
  }

  EventReader events(String... headers) throws IOException, InterruptedException {
    return new EventReader(
        client.send(
            request("GET", "/api/events", headers), HttpResponse.BodyHandlers.ofInputStream()));
  }

  private HttpRequest request(String method, String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path))
            .timeout(DEADLINE)
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return asWhoeverItIs(request).build();
  }

  private HttpRequest.Builder asWhoeverItIs(HttpRequest.Builder request) {
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return token.isEmpty() ? request : request.header("X-CSRF-Token", token);
  }

  @Override
  public void close() {
    client.shutdownNow();
    page.close();
    delete(access.settings().operatorsFile());
    delete(access.settings().pinFile());
    delete(folder);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which rules of access hold. */
  record AccessRules(boolean guestsMaySkip, boolean byButton) {}

  /** A monotonic clock that a test moves. */
  static final class FakeNanos implements LongSupplier {
    private final AtomicLong now = new AtomicLong(1);

    @Override
    public long getAsLong() {
      return now.get();
    }

    void pass(Duration time) {
      now.addAndGet(time.toNanos());
    }
  }
}
