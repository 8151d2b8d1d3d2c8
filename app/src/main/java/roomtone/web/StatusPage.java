package roomtone.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.history.HistoryReader;

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

  private final Supplier<StatusSnapshot> snapshot;
  private final Json json = new Json();
  private final Pages pages;
  private final LiveFeed feed;
  private final boolean spotify;
  private final List<Route> routes;
  private final Server server;

  /**
   * What the page shows and passes on.
   *
   * @param snapshot what is shown
   * @param actions what a guest may ask for
   * @param aim what the camera can use
   * @param history the log; null where nothing is logged
   * @param past the log summed up, and what was learnt
   * @param login lets the kiosk into a music service; null where none is set up
   */
  public record Sources(
      Supplier<StatusSnapshot> snapshot,
      GuestActions actions,
      Aim aim,
      @Nullable HistoryReader history,
      Past past,
      @Nullable MusicLogin login) {}

  private StatusPage(
      WebSettings settings,
      Sources sources,
      InstantSource clock,
      LiveFeed.Pulse pulse,
      Duration patience)
      throws WebException {
    snapshot = sources.snapshot();
    spotify = sources.login() != null;
    var assets = new Assets();
    pages = new Pages(assets);
    feed = new LiveFeed(() -> json.bytes(status()), settings.viewers(), pulse);
    var guests = new GuestApi(sources.actions(), json, System::nanoTime);
    var past = new HistoryApi(sources.history(), clock, ZoneId.systemDefault(), json);
    var ago = new HistoryPage(sources.past(), snapshot, clock, ZoneId.systemDefault(), json, pages);
    var service =
        new MusicLoginApi(
            sources.login(), () -> snapshot.get().name(), json, pages, System::nanoTime);
    var aim = new AimPage(sources.aim(), snapshot, json, pages);
    byte[] contract = Assets.resource("openapi.yaml");
    routes =
        List.of(
            Route.get("/", this::room),
            Route.get("/privacy", context -> pages.privacy(context, status())),
            Route.get("/aim", aim::show),
            Route.get("/spotify", service::show),
            Route.get("/history", ago::show),
            Route.get("/api/aim", aim::serve),
            Route.get("/assets/{name}", assets::serve),
            Route.get("/healthz", this::health),
            Route.get(
                "/openapi.yaml",
                context -> context.contentType("application/yaml").result(contract)),
            Route.get(
                "/api/status",
                context -> context.contentType(Json.TYPE).result(json.bytes(status()))),
            Route.get("/api/events", feed::serve),
            Route.get("/api/history", past::serve),
            Route.get("/api/history/summary", ago::serve),
            Route.get("/api/history/export", ago::export),
            Route.post("/api/skip", guests::skip),
            Route.post("/api/rescan", guests::rescan),
            Route.post("/api/areas/{area}/look-again", guests::lookAgain),
            Route.post("/api/spotify/login", service::invite),
            Route.post("/api/spotify/login/finish", service::finish));
    var guard = new RequestGuard(new HostNames(settings.hostNames()));
    try {
      server = Server.start(settings, routes, guard, new Problems(json, pages), patience);
    } catch (WebException e) {
      feed.close();
      throw e;
    }
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
    return start(settings, sources, clock, LiveFeed.Pulse.DEFAULT, PATIENCE);
  }

  static StatusPage start(
      WebSettings settings,
      Sources sources,
      InstantSource clock,
      LiveFeed.Pulse pulse,
      Duration patience)
      throws WebException {
    return new StatusPage(settings, sources, clock, pulse, patience);
  }

  /** Where a browser on this machine finds the page. */
  public String address() {
    return "http://localhost:" + port();
  }

  /** The TCP port that it listens on. */
  public int port() {
    return server.port();
  }

  /** Shows a new status to everybody who looks; never blocks, at most four times a second. */
  public void publish() {
    feed.publish();
  }

  /** What is answered. */
  List<Route> routes() {
    return routes;
  }

  /** How many pages are followed live. */
  int viewers() {
    return feed.viewers();
  }

  private StatusDocument status() {
    return StatusDocument.of(snapshot.get());
  }

  private void room(Context context) {
    pages.room(context, status(), Notice.of(context.queryParam("notice")), spotify);
  }

  private void health(Context context) {
    Health health = Health.of(snapshot.get());
    context.status(health.well() ? 200 : 503).contentType(Json.TYPE).result(json.bytes(health));
  }

  @Override
  public void close() {
    feed.close();
    server.close();
  }
}
