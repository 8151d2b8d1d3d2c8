package roomtone.camera;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A clip, a picture or a folder of pictures in place of a camera.
 *
 * @param path what to show; looked at only when opened
 * @param interval how long each picture of a folder is shown
 * @param longestSide larger pictures are scaled down to it, in pixels
 */
record ReplaySource(
    Path path,
    ReplayPace pace,
    boolean loop,
    Duration interval,
    int longestSide,
    InstantSource wall,
    Pacer pacer)
    implements CameraSource {

  @Override
  public void load() {
    if (!isOfPictures()) {
      ClipDecoder.load();
    }
  }

  @Override
  public Camera open() throws CameraException {
    if (!Files.exists(path)) {
      throw new CameraException(
          "There is nothing to replay at %s: check the path.".formatted(path.toAbsolutePath()));
    }
    if (!Files.isReadable(path)) {
      throw new CameraException(
          "%s may not be read: give the kiosk's user the right to.".formatted(path));
    }
    ReplayClock clock = new ReplayClock(pace, wall, pacer);
    return isOfPictures()
        ? PictureCamera.open(this, new PictureReader(longestSide), clock)
        : ClipCamera.open(this, clock);
  }

  private boolean isOfPictures() {
    return Files.isDirectory(path) || PictureCamera.isNamedLikeAPicture(path);
  }

  @Override
  public String description() {
    // The page shows this to guests, who need not know where it lies.
    Path name = path.getFileName();
    return "replay of " + (name == null ? path : name);
  }

  @Override
  public boolean live() {
    return pace == ReplayPace.REAL_TIME;
  }
}
