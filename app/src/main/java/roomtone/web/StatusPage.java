package roomtone.web;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import roomtone.access.Access;
import roomtone.history.HistoryReader;
import roomtone.system.metrics.Metrics;
import roomtone.web.proof.Proof;
import roomtone.web.settings.SettingsBook;
import roomtone.web.settings.SetupBook;
import roomtone.web.tls.OwnCertificate;

/**
 * The page on the local network and its API.
 *
 * <p>Lifecycle: {@link #start} opens the port and answers at once; {@link #close} sends every
 * viewer away and frees the port. The snapshot's supplier and the actions are called on the
 * server's threads, any number at once, and must not block. Any thread may {@link #publish}.
 */
public final class StatusPage implements AutoCloseable {
  // Longer than the feed's beat, so that only a reader who stopped reading is cut off.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Json json = new Json();
  private final Assets assets;
  private final Pages pages;
  private final LiveFeed feed;
  private final Door door;
  private final List<Route> routes;
  private final Refusals refusals;
  private final Server server;

  /**
   * What the page shows and passes on.
   *
   * @param snapshot what is shown
   * @param actions what people may ask for
   * @param aim what the camera can use
   * @param history the log; null where nothing is logged
   * @param past the log summed up, and what was learnt
   * @param login lets the kiosk into a music service; null where none is set up
   * @param access who may change things
   * @param changes told who changed what
   * @param settings the settings, which the operator may change
   * @param setup what the operator has confirmed of the first set-up
   * @param certificate what HTTPS is served with; null where it is not
   * @param proof what is kept, and who was talked to
   * @param metrics all figures, in a form that the one who asks accepts
   */
  public record Sources(
      Supplier<StatusSnapshot> snapshot,
      KioskActions actions,
      Aim aim,
      @Nullable HistoryReader history,
      Past past,
      @Nullable MusicLogin login,
      Access access,
      BiConsumer<String, String> changes,
      SettingsBook settings,
      SetupBook setup,
      @Nullable OwnCertificate certificate,
      Proof proof,
      Function<@Nullable String, Metrics.Text> metrics) {}

  private StatusPage(
      WebSettings settings,
      Sources sources,
      InstantSource clock,
      LongSupplier nanos,
      LiveFeed.Pulse pulse,
      Duration patience)
      throws WebException {
    assets = new Assets();
    OwnCertificate certificate = sources.certificate();
    pages = new Pages(assets, json, () -> certificate == null ? "" : certificate.fingerprint());
    refusals = new Refusals(nanos);
    door = new Door(sources.access(), refusals, sources.changes());
    var room =
        new RoomPage(
            sources.snapshot(), sources.metrics(), sources.login() != null, door, json, pages);
    feed = new LiveFeed(language -> json.bytes(room.document(language)), settings.viewers(), pulse);
    routes = routes(sources, room, settings.contact(), clock, nanos);
    var guard = new RequestGuard(new HostNames(settings.hostNames()), refusals);
    try {
      server =
          Server.start(
              settings, certificate, routes, guard, door, new Problems(json, pages), patience);
    } catch (WebException e) {
      feed.close();
      throw e;
    }
  }

  private List<Route> routes(
      Sources sources, RoomPage room, String contact, InstantSource clock, LongSupplier nanos) {
    Supplier<StatusSnapshot> snapshot = sources.snapshot();
    Supplier<String> name = () -> snapshot.get().name();
    var actions = new ActionsApi(sources.actions(), door, json, nanos);
    var past = new HistoryApi(sources.history(), clock, ZoneId.systemDefault(), json);
    var ago =
        new HistoryPage(sources.past(), snapshot, clock, ZoneId.systemDefault(), json, pages, door);
    var service = new MusicLoginApi(sources.login(), name, door, json, pages, nanos);
    var preview =
        new Preview(sources.aim(), sources.access().presence(), door, refusals, json, nanos);
    var aim = new AimPage(sources.aim(), snapshot, json, pages, door, preview);
    var operator =
        new OperatorPage(
            sources.access(), door, refusals, sources.history(), clock, name, json, pages);
    var dj = new DjPage(sources.past().learnt(), snapshot, door, pages);
    var settings = new SettingsPage(sources.settings(), name, door, json, pages);
    var setup =
        new SetupPage(
            sources.setup(),
            sources.settings(),
            sources.login(),
            sources.access().presence(),
            name,
            door,
            json,
            pages);
    var proof = new ProofPage(sources.proof(), name, json, pages, nanos);
    var notice = new NoticePage(snapshot, contact, pages);
    byte[] contract = Assets.resource("openapi.yaml");
    Stream<Route> everybody =
        Stream.of(
            Route.get("/", room::show),
            Route.get("/wall", room::hang),
            Route.get("/privacy", room::privacy),
            Route.get("/notice", notice::show),
            Route.get("/notice.pdf", notice::print),
            Route.get("/proof", proof::show),
            Route.get("/proof/cards/{model}", proof::card),
            Route.get("/api/proof", proof::serve),
            Route.get("/aim", aim::show),
            Route.get("/dj", dj::show),
            Route.get("/operator", operator::show),
            Route.get("/history", ago::show),
            Route.get("/assets/{name}", assets::serve),
            Route.get("/healthz", room::health),
            Route.get("/metrics", room::measure),
            Route.get(
                "/openapi.yaml",
                context -> context.contentType("application/yaml").result(contract)),
            Route.get("/api/status", room::serve),
            Route.get("/api/events", feed::serve),
            Route.get("/api/aim", aim::serve),
            Route.get("/api/history", past::serve),
            Route.get("/api/history/summary", ago::serve),
            Route.get("/api/operator", operator::serve),
            Route.post("/api/operator/pair", operator::pair),
            Route.post("/api/operator/pin", operator::enter),
            Route.post("/api/verdict", actions::judge),
            Route.post("/api/skip", actions::skip).only(Route.Who.GUESTS_IF_ALLOWED));
    Stream<Route> operators =
        Stream.of(
            Route.get("/spotify", service::show),
            Route.get("/settings", settings::show),
            Route.get("/api/settings", settings::serve),
            Route.post("/api/settings", settings::change),
            Route.post("/api/restart", settings::startAgain),
            Route.get("/setup", setup::show),
            Route.get("/api/setup", setup::serve),
            Route.post("/api/setup/{step}", setup::confirm),
            Route.post("/api/setup/panel/test", setup::testPanel),
            Route.get("/api/history/export", ago::export),
            Route.get("/api/aim/preview", preview::serve),
            Route.get("/api/aim/picture", preview::picture),
            Route.post("/api/aim/preview", preview::ask),
            Route.post("/api/rescan", actions::rescan),
            Route.post("/api/areas/{area}/look-again", actions::lookAgain),
            Route.post("/api/camera/on", actions::cameraOn),
            Route.post("/api/camera/off", actions::cameraOff),
            Route.post("/api/mood", actions::follow),
            Route.post("/api/dj/pin", actions::pin),
            Route.post("/api/dj/reset", actions::forgetTaste),
            Route.post("/api/operator/leave", operator::leave),
            Route.post("/api/operator/browsers/{id}/forget", operator::forget),
            Route.post("/api/spotify/login", service::invite),
            Route.post("/api/spotify/login/finish", service::finish));
    return Stream.concat(everybody, operators.map(route -> route.only(Route.Who.OPERATOR)))
        .toList();
  }

  /**
   * Opens the port and answers.
   *
   * @param sources what is shown and asked for
   * @param clock the wall clock
   * @throws WebException if the port can't be opened
   */
  public static StatusPage start(WebSettings settings, Sources sources, InstantSource clock)
      throws WebException {
    return start(settings, sources, clock, System::nanoTime, LiveFeed.Pulse.DEFAULT, PATIENCE);
  }

  static StatusPage start(
      WebSettings settings,
      Sources sources,
      InstantSource clock,
      LongSupplier nanos,
      LiveFeed.Pulse pulse,
      Duration patience)
      throws WebException {
    return new StatusPage(settings, sources, clock, nanos, pulse, patience);
  }

  /** Where a browser on this machine finds the page. */
  public String address() {
    return "http://localhost:" + port();
  }

  /** The TCP port that it listens on. */
  public int port() {
    return server.port();
  }

  /** The TCP port that it listens on for HTTPS; 0 where that is off. */
  public int securePort() {
    return server.securePort();
  }

  /** The names and addresses under which a page of these settings can be opened now. */
  public static List<String> names(WebSettings settings) {
    return SecureListener.names(settings);
  }

  /** Looks whether the certificate must be renewed, as it does every hour. */
  void renewCertificate() {
    server.renewCertificate();
  }

  /** Shows a new status to everybody who looks; never blocks, at most four times a second. */
  public void publish() {
    feed.publish();
  }

  /** What is answered. */
  List<Route> routes() {
    return routes;
  }

  /** This machine's name, as its page may be asked for. */
  public static String machine() {
    return HostNames.machine();
  }

  /** How many pages are followed live. */
  public int viewers() {
    return feed.viewers();
  }

  /** How many requests were refused since the start, by the reason. */
  public Map<String, Long> refusals() {
    return refusals.counts();
  }

  @Override
  public void close() {
    feed.close();
    server.close();
  }
}
