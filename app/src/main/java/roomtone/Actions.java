package roomtone;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import roomtone.camera.CameraFeed;
import roomtone.camera.CameraStatus;
import roomtone.face.IgnoredAreas;
import roomtone.history.ActionEvent;
import roomtone.history.MoodLog;
import roomtone.music.Dj;
import roomtone.music.PlayerStatus;
import roomtone.panel.ButtonPress;
import roomtone.web.ActionResult;
import roomtone.web.GuestActions;

/**
 * What people can do, from the button, the console or the page. Any thread may ask; nothing blocks:
 * what takes time is done on a thread of its own, one after the other.
 */
final class Actions implements GuestActions, Consumer<ButtonPress>, AutoCloseable {
  private final RoomReader reader;
  private final IgnoredAreas areas;
  private final Dj dj;
  private final CameraFeed feed;
  private final MoodLog history;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("actions").factory());

  Actions(RoomReader reader, IgnoredAreas areas, Dj dj, CameraFeed feed, MoodLog history) {
    this.reader = reader;
    this.areas = areas;
    this.dj = dj;
    this.feed = feed;
    this.history = history;
  }

  @Override
  public void accept(ButtonPress press) {
    switch (press) {
      case SHORT -> skip();
      case LONG -> rescan();
      case HOLD -> switchCamera();
    }
  }

  @Override
  public ActionResult skip() {
    return switch (dj.status().player()) {
      case PlayerStatus.Playing _, PlayerStatus.Paused _ -> {
        dj.skip();
        yield new ActionResult.Done();
      }
      case PlayerStatus.Idle() -> new ActionResult.Refused("Nothing is playing yet.");
      case PlayerStatus.Unavailable(String reason) -> new ActionResult.Refused(reason);
    };
  }

  @Override
  public ActionResult rescan() {
    if (feed.status() instanceof CameraStatus.Off) {
      return new ActionResult.Refused("The camera is off, so there is nothing to look at.");
    }
    reader.rescan();
    dj.rescan();
    history.action(ActionEvent.Kind.RESCAN);
    return new ActionResult.Done();
  }

  @Override
  public ActionResult lookAgain(int area) {
    return areas.lookAgain(area)
        ? new ActionResult.Done()
        : new ActionResult.Refused("There is no ignored place number %d.".formatted(area));
  }

  /** Ends the capture, or begins it again if it was off. */
  void switchCamera() {
    worker.execute(() -> switchCamera(feed.status() instanceof CameraStatus.Off));
  }

  /** Begins the capture or ends it; one that is so already stays so. */
  ActionResult camera(boolean on) {
    worker.execute(() -> {
      if (on == feed.status() instanceof CameraStatus.Off) {
        switchCamera(on);
      }
    });
    return new ActionResult.Done();
  }

  private void switchCamera(boolean on) {
    if (on) {
      feed.on();
      history.action(ActionEvent.Kind.CAMERA_ON);
    } else {
      feed.off();
      history.action(ActionEvent.Kind.CAMERA_OFF);
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
