package roomtone.kiosk;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import roomtone.camera.Frame;
import roomtone.camera.HiddenAreas;
import roomtone.face.FacePose;
import roomtone.face.FaceTracker;
import roomtone.face.PictureQuality;
import roomtone.face.SeenFace;
import roomtone.web.Aim;
import roomtone.web.AimPicture;
import roomtone.web.AimView;

/**
 * Says what the camera can use, for whoever sets it up. It looks at a frame only where somebody
 * waits for the next one, and keeps nothing.
 *
 * <p>The mood loop shows frames; any threads may ask.
 */
public final class AimWatch implements Aim {
  // What all who ask wait for; null while nobody does.
  private final AtomicReference<@Nullable CompletableFuture<AimView>> wanted =
      new AtomicReference<>();
  private final AtomicReference<@Nullable CompletableFuture<AimPicture>> wantedPicture =
      new AtomicReference<>();

  @Override
  public Optional<AimView> next(Duration patience) throws InterruptedException {
    return next(wanted, patience);
  }

  @Override
  public Optional<AimPicture> picture(Duration patience) throws InterruptedException {
    return next(wantedPicture, patience);
  }

  private static <T> Optional<T> next(
      AtomicReference<@Nullable CompletableFuture<T>> wanted, Duration patience)
      throws InterruptedException {
    CompletableFuture<T> next =
        wanted.updateAndGet(asked -> asked == null ? new CompletableFuture<>() : asked);
    try {
      return Optional.of(next.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing fails what is waited for", e);
    }
  }

  /**
   * Answers all who wait.
   *
   * @param tracker which has taken the faces of the frame
   */
  void show(Frame frame, FaceTracker tracker, HiddenAreas hidden) {
    CompletableFuture<AimPicture> picture = wantedPicture.getAndSet(null);
    if (picture != null) {
      picture.complete(
          new AimPicture(
              frame.width(),
              frame.height(),
              Arrays.copyOf(frame.luma(), frame.width() * frame.height())));
    }
    CompletableFuture<AimView> asked = wanted.getAndSet(null);
    if (asked == null) {
      return;
    }
    var view =
        new AimView(
            frame.width(),
            frame.height(),
            light(PictureQuality.of(frame).flaw()),
            tracker.smallestFace(),
            tracker.seen(frame).stream().map(face -> face(face, frame)).toList(),
            hidden.outlines());
    asked.complete(view);
  }

  private static AimView.Light light(PictureQuality.Flaw flaw) {
    return switch (flaw) {
      case NONE -> AimView.Light.GOOD;
      case TOO_DARK -> AimView.Light.TOO_DARK;
      case TOO_BRIGHT -> AimView.Light.TOO_BRIGHT;
      case FLAT -> AimView.Light.FLAT;
      case BLURRED -> AimView.Light.BLURRED;
    };
  }

  private static AimView.Face face(SeenFace face, Frame frame) {
    FacePose pose = face.box().pose();
    return new AimView.Face(
        face.box().x() / frame.width(),
        face.box().y() / frame.height(),
        face.box().width() / frame.width(),
        face.box().height() / frame.height(),
        Math.round(face.box().height()),
        pose.isKnown() ? (int) Math.round(Math.toDegrees(pose.tilt())) : null,
        use(face));
  }

  private static AimView.Use use(SeenFace face) {
    return switch (face.standing()) {
      case IGNORED -> AimView.Use.NO_GUEST;
      case TOO_SMALL -> AimView.Use.TOO_SMALL;
      case NEW -> AimView.Use.NEW;
      case VISITOR ->
          switch (face.quality().flaw()) {
            case NONE -> AimView.Use.READ;
            case TOO_SMALL -> AimView.Use.TOO_SMALL;
            case TOO_DARK -> face.isBackLit() ? AimView.Use.BACK_LIT : AimView.Use.TOO_DARK;
            case NO_CONTRAST -> face.isBackLit() ? AimView.Use.BACK_LIT : AimView.Use.NO_CONTRAST;
            case BLURRED -> AimView.Use.BLURRED;
            case TURNED_AWAY -> AimView.Use.TURNED_AWAY;
            case TILTED -> AimView.Use.TILTED;
          };
    };
  }
}
