package roomtone.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import roomtone.camera.CameraStatus;

/**
 * Answers what is asked while the camera is set up: outlines of what it can use, never a picture.
 */
final class AimPage {
  /** Longer than the slowest camera takes for a picture. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Aim aim;
  private final Supplier<StatusSnapshot> snapshot;
  private final Json json;
  private final Pages pages;
  private final Door door;
  private final Preview preview;

  AimPage(
      Aim aim,
      Supplier<StatusSnapshot> snapshot,
      Json json,
      Pages pages,
      Door door,
      Preview preview) {
    this.aim = aim;
    this.snapshot = snapshot;
    this.json = json;
    this.pages = pages;
    this.door = door;
    this.preview = preview;
  }

  /** Answers {@code GET /aim}. */
  void show(Context context) throws InterruptedException {
    pages.aim(context, door.visitor(context), look(context), preview.state(context));
  }

  /** Answers {@code GET /api/aim}. */
  void serve(Context context) throws InterruptedException {
    context.contentType(Json.TYPE).result(json.bytes(look(context)));
  }

  private AimDocument look(Context context) throws InterruptedException {
    boolean running = snapshot.get().camera().status() instanceof CameraStatus.Running;
    Optional<AimView> view = running ? aim.next(PATIENCE) : Optional.empty();
    return AimDocument.of(snapshot.get(), view, Door.language(context));
  }
}
