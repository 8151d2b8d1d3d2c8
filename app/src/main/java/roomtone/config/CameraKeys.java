package roomtone.config;

import java.time.Duration;
import java.util.List;
import roomtone.camera.CameraKind;
import roomtone.camera.CameraSettings;
import roomtone.camera.Exposure;
import roomtone.camera.PixelFormat;
import roomtone.camera.ReplayPace;

/** The keys under "camera". */
final class CameraKeys {
  private static final Key<CameraKind> KIND =
      Key.choice(
          "camera.kind",
          CameraSettings.DEFAULTS.kind(),
          CameraKind.class,
          "Which camera: rpicam is the Pi's own, v4l2 a USB camera, replay a clip or a folder of pictures.");
  private static final Key<String> REPLAY =
      Key.text(
          "camera.replay",
          "",
          "a path",
          "The clip, picture or folder of pictures that a replay shows.");
  private static final Key<Duration> PICTURE_INTERVAL =
      Key.duration(
          "camera.picture-interval",
          "3 s",
          "10 ms",
          "60 s",
          "How long a replay shows each picture of a folder.");
  private static final Key<String> DEVICE =
      Key.text(
          "camera.device", CameraSettings.DEFAULTS.device(), "a path", "The USB camera's device.");
  private static final Key<String> PROGRAM =
      Key.text(
          "camera.program",
          CameraSettings.DEFAULTS.program(),
          "a name or path",
          "The program that streams the Pi's camera.");
  private static final Key<Integer> WIDTH =
      Key.number(
          "camera.width",
          CameraSettings.DEFAULTS.width(),
          64,
          4096,
          "The picture's width in pixels; a multiple of 64 for the Pi's camera.");
  private static final Key<Integer> HEIGHT =
      Key.number(
          "camera.height",
          CameraSettings.DEFAULTS.height(),
          64,
          4096,
          "The picture's height in pixels, an even number.");
  private static final Key<Integer> FRAMES_PER_SECOND =
      Key.number(
          "camera.frames-per-second",
          CameraSettings.DEFAULTS.framesPerSecond(),
          1,
          60,
          "How many pictures a second the camera takes; those that come too fast are dropped.");
  private static final Key<Integer> ROTATION =
      Key.number(
          "camera.rotation",
          CameraSettings.DEFAULTS.rotation(),
          0,
          270,
          "By how many degrees a live picture is turned clockwise: 0, 90, 180 where the camera hangs upside down, or 270.");
  private static final Key<PixelFormat> FORMAT =
      Key.choice(
          "camera.format",
          CameraSettings.DEFAULTS.format(),
          PixelFormat.class,
          "In which form a USB camera is asked to send pictures; one that lacks it sends another. mjpeg allows larger ones over USB 2.");
  private static final Key<Exposure> EXPOSURE =
      Key.choice(
          "camera.exposure",
          CameraSettings.DEFAULTS.exposure(),
          Exposure.class,
          "How the Pi's camera exposes: sport is shorter and blurs less, long is less noisy in the dark.");
  private static final Key<Float> EXPOSURE_COMPENSATION =
      Key.fraction(
          "camera.exposure-compensation",
          (float) CameraSettings.DEFAULTS.exposureCompensation(),
          -10,
          10,
          "By how many stops the Pi's camera exposes brighter (positive) or darker.");

  static final Section SECTION =
      new Section(
          "camera",
          "Where pictures come from.",
          List.of(
              KIND,
              REPLAY,
              PICTURE_INTERVAL,
              DEVICE,
              PROGRAM,
              WIDTH,
              HEIGHT,
              FRAMES_PER_SECOND,
              ROTATION,
              FORMAT,
              EXPOSURE,
              EXPOSURE_COMPENSATION));

  private CameraKeys() {}

  /** The settings that these keys make. */
  static CameraSettings read(SettingsValues values) {
    return values.section(
        "camera",
        () ->
            new CameraSettings(
                values.get(KIND),
                values.get(REPLAY),
                ReplayPace.REAL_TIME,
                true,
                values.get(PICTURE_INTERVAL),
                CameraSettings.DEFAULTS.longestSide(),
                values.get(DEVICE),
                values.get(PROGRAM),
                values.get(WIDTH),
                values.get(HEIGHT),
                values.get(FRAMES_PER_SECOND),
                values.get(ROTATION),
                values.get(FORMAT),
                values.get(EXPOSURE),
                values.get(EXPOSURE_COMPENSATION)),
        CameraSettings.DEFAULTS);
  }
}
