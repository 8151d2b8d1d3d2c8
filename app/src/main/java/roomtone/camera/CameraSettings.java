package roomtone.camera;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which camera to look through and how.
 *
 * @param kind the kind of camera; the settings that belong to other kinds are ignored
 * @param replay the clip, picture or folder of pictures that a replay shows
 * @param pace how fast a replay runs
 * @param loop whether a replay begins again at its end
 * @param pictureInterval how long each picture of a folder is shown, 10 ms to 60 s
 * @param longestSide the longest side of a replayed picture, 64 to 4096 pixels; larger ones are
 *     scaled down
 * @param device the USB camera
 * @param program the program that streams the Pi's camera, a name or a path
 * @param width of a live picture, 64 to 4096 pixels; for the Pi's camera a multiple of 64
 * @param height of a live picture, 64 to 4096 pixels, even
 * @param framesPerSecond live pictures a second, 1 to 60
 * @param rotation by how many degrees live pictures are turned clockwise, 0, 90, 180 (a camera that
 *     hangs from the ceiling) or 270
 * @param format in which form a USB camera is asked to send pictures
 * @param exposure how the Pi's camera exposes
 * @param exposureCompensation how much brighter the Pi's camera exposes, -10 to 10 stops
 */
public record CameraSettings(
    CameraKind kind,
    String replay,
    ReplayPace pace,
    boolean loop,
    Duration pictureInterval,
    int longestSide,
    String device,
    String program,
    int width,
    int height,
    int framesPerSecond,
    int rotation,
    PixelFormat format,
    Exposure exposure,
    double exposureCompensation) {

  /** The Pi's camera at 640×480, ten pictures a second; a replay loops in real time. */
  public static final CameraSettings DEFAULTS =
      new CameraSettings(
          CameraKind.RPICAM,
          "",
          ReplayPace.REAL_TIME,
          true,
          Duration.ofSeconds(3),
          1280,
          "/dev/video0",
          RpicamSource.PROGRAM,
          640,
          480,
          10,
          0,
          PixelFormat.ANY,
          Exposure.NORMAL,
          0);

  public CameraSettings {
    requireWithin("the longest side", longestSide, 64, 4096);
    requireWithin("the width", width, 64, 4096);
    requireWithin("the height", height, 64, 4096);
    requireWithin("the frames per second", framesPerSecond, 1, 60);
    require(
        pictureInterval.compareTo(Duration.ofMillis(10)) >= 0
            && pictureInterval.compareTo(Duration.ofSeconds(60)) <= 0,
        "The picture interval is 10 ms to 60 s, not " + pictureInterval.toMillis() + " ms.");
    require(
        rotation == 0 || rotation == 90 || rotation == 180 || rotation == 270,
        "The rotation is 0, 90, 180 or 270 degrees, not " + rotation + ".");
    require(
        exposureCompensation >= -10 && exposureCompensation <= 10,
        "The exposure compensation is -10 to 10 stops, not " + exposureCompensation + ".");
    require(height % 2 == 0, "The height is an even number of pixels, not " + height + ".");
    switch (kind) {
      case REPLAY -> require(!replay.isBlank(), "A replay needs the path of a clip or a folder.");
      case V4L2 -> require(!device.isBlank(), "A USB camera needs a device such as /dev/video0.");
      case RPICAM -> {
        require(!program.isBlank(), "The Pi's camera needs a program such as rpicam-vid.");
        require(
            width % RpicamSource.WIDTH_STEP == 0,
            "The width of the Pi's camera is a multiple of 64 pixels, not " + width + ".");
      }
    }
  }

  /** These settings, but showing {@code replay} the right way up instead of the live camera. */
  public CameraSettings replaying(Path replay, ReplayPace pace, boolean loop) {
    return new CameraSettings(
        CameraKind.REPLAY,
        replay.toString(),
        pace,
        loop,
        pictureInterval,
        longestSide,
        device,
        program,
        width,
        height,
        framesPerSecond,
        0,
        format,
        exposure,
        exposureCompensation);
  }

  /** The same with replayed pictures scaled down to another longest side, in pixels. */
  public CameraSettings scaledTo(int otherLongestSide) {
    return new CameraSettings(
        kind,
        replay,
        pace,
        loop,
        pictureInterval,
        otherLongestSide,
        device,
        program,
        width,
        height,
        framesPerSecond,
        rotation,
        format,
        exposure,
        exposureCompensation);
  }

  private static void requireWithin(String what, int value, int least, int most) {
    require(
        value >= least && value <= most,
        "%s%s is %d to %d, not %d."
            .formatted(
                Character.toUpperCase(what.charAt(0)), what.substring(1), least, most, value));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
