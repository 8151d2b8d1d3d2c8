package roomtone.web;

import io.javalin.http.Context;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.language.Language;
import roomtone.system.metrics.Metrics;

/** Shows the room: to guests, on the wall, and to programs. */
final class RoomPage {
  private final Supplier<StatusSnapshot> snapshot;
  private final Function<@Nullable String, Metrics.Text> metrics;
  private final boolean spotify;
  private final Door door;
  private final Json json;
  private final Pages pages;

  /**
   * A page of this room.
   *
   * @param metrics all figures, in a form that the one who asks accepts
   * @param spotify whether the kiosk can be let into Spotify
   */
  RoomPage(
      Supplier<StatusSnapshot> snapshot,
      Function<@Nullable String, Metrics.Text> metrics,
      boolean spotify,
      Door door,
      Json json,
      Pages pages) {
    this.snapshot = snapshot;
    this.metrics = metrics;
    this.spotify = spotify;
    this.door = door;
    this.json = json;
    this.pages = pages;
  }

  /** Answers {@code GET /}. */
  void show(Context context) {
    String hint = door.isUnpaired() ? Door.language(context).say("setup.hint") : "";
    pages.room(
        context,
        door.visitor(context),
        document(Door.language(context)),
        Notice.of(context.queryParam("notice")),
        spotify,
        hint);
  }

  /** Answers {@code GET /wall}. */
  void hang(Context context) {
    pages.wall(context, document(Door.language(context)));
  }

  /** Answers {@code GET /privacy}. */
  void privacy(Context context) {
    pages.privacy(context, document(Door.language(context)));
  }

  /** Answers {@code GET /api/status}. */
  void serve(Context context) {
    context
        .header("Vary", "Accept-Language")
        .contentType(Json.TYPE)
        .result(json.bytes(document(Door.language(context))));
  }

  /** Answers {@code GET /metrics}. */
  void measure(Context context) {
    Metrics.Text text = metrics.apply(context.header("Accept"));
    context.contentType(text.type()).result(text.bytes());
  }

  /** Answers {@code GET /healthz}. */
  void health(Context context) {
    Health health = Health.of(snapshot.get());
    context.status(health.well() ? 200 : 503).contentType(Json.TYPE).result(json.bytes(health));
  }

  /** The status now. */
  StatusDocument document(Language language) {
    return StatusDocument.of(snapshot.get(), language);
  }
}
