package roomtone.kiosk;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import roomtone.access.Access;
import roomtone.access.Presence;
import roomtone.camera.CameraFeed;
import roomtone.camera.CameraStatus;
import roomtone.emotion.Emotion;
import roomtone.face.IgnoredAreas;
import roomtone.history.ActionEvent;
import roomtone.history.MoodLog;
import roomtone.language.Phrase;
import roomtone.music.Dj;
import roomtone.music.PlayerStatus;
import roomtone.panel.ButtonPress;
import roomtone.panel.PanelListener;
import roomtone.web.ActionResult;
import roomtone.web.KioskActions;

/**
 * What people can do, from the button, the console or the page. Any thread may ask; nothing blocks:
 * what takes time is done on a thread of its own, one after the other.
 */
final class Actions implements KioskActions, PanelListener, AutoCloseable {
  private final RoomReader reader;
  private final IgnoredAreas areas;
  private final Dj dj;
  private final CameraFeed feed;
  private final MoodLog history;
  private final Presence presence;
  private final boolean mayPair;
  private final TasteDesk taste;
  private final Verdicts verdicts;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("actions").factory());

  Actions(
      RoomReader reader,
      IgnoredAreas areas,
      Dj dj,
      CameraFeed feed,
      MoodLog history,
      Access access,
      TasteDesk taste,
      Verdicts verdicts) {
    this.reader = reader;
    this.areas = areas;
    this.dj = dj;
    this.feed = feed;
    this.history = history;
    presence = access.presence();
    mayPair = access.settings().byButton();
    this.taste = taste;
    this.verdicts = verdicts;
  }

  @Override
  public void pressed(ButtonPress press) {
    if (press != ButtonPress.HOLD_AT_START && presence.press()) {
      history.change("the button", "allowed what was asked for on the page");
      return;
    }
    switch (press) {
      case SHORT -> skip();
      case LONG -> rescan();
      case HOLD_AT_START -> pair();
      case HOLD -> camera(!feed.isOn());
    }
  }

  @Override
  public void shutter(boolean isClosed) {
    worker.execute(() -> {
      feed.cover(isClosed);
      if (feed.isOn()) {
        history.action(isClosed ? ActionEvent.Kind.CAMERA_OFF : ActionEvent.Kind.CAMERA_ON);
      }
      history.change("the shutter", isClosed ? "was closed" : "was opened");
    });
  }

  private void pair() {
    if (mayPair) {
      presence.pair();
      history.change(
          "the button", "was held while the kiosk started: the next browser may operate");
    }
  }

  @Override
  public ActionResult skip() {
    return switch (dj.status().player()) {
      case PlayerStatus.Playing _, PlayerStatus.Paused _ -> {
        dj.skip();
        yield new ActionResult.Done();
      }
      case PlayerStatus.Idle() -> new ActionResult.Refused(Phrase.of("refused.nothing-plays"));
      case PlayerStatus.Unavailable(String reason) ->
          new ActionResult.Refused(Phrase.plain(reason));
    };
  }

  @Override
  public ActionResult rescan() {
    if (feed.status().isOff()) {
      return new ActionResult.Refused(Phrase.of("refused.camera-off"));
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
        : new ActionResult.Refused(Phrase.of("refused.no-area", area));
  }

  @Override
  public ActionResult camera(boolean on) {
    if (on && feed.status() instanceof CameraStatus.Covered) {
      return new ActionResult.Refused(Phrase.of("refused.shutter-closed"));
    }
    worker.execute(() -> {
      boolean isOn = feed.isOn();
      if (on && !isOn) {
        feed.on();
        history.action(ActionEvent.Kind.CAMERA_ON);
      } else if (!on && isOn) {
        feed.off();
        history.action(ActionEvent.Kind.CAMERA_OFF);
      }
    });
    return new ActionResult.Done();
  }

  @Override
  public ActionResult follow(Optional<Emotion> emotion) {
    dj.follow(emotion);
    return new ActionResult.Done();
  }

  @Override
  public ActionResult verdict(boolean agreed, Optional<Emotion> instead) {
    return feed.status() instanceof CameraStatus.Running
        ? verdicts.add(agreed, instead)
        : new ActionResult.Refused(Phrase.of("refused.no-mood"));
  }

  @Override
  public ActionResult pin(Emotion emotion, Optional<String> playlist) {
    try {
      return taste.pin(emotion, playlist);
    } catch (IOException e) {
      return new ActionResult.Refused(taste.cannotWrite());
    }
  }

  @Override
  public ActionResult forgetTaste() {
    try {
      return taste.forget();
    } catch (IOException e) {
      return new ActionResult.Refused(taste.cannotWrite());
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
