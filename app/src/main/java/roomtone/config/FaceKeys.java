package roomtone.config;

import java.time.Duration;
import java.util.List;
import roomtone.face.DetectorKind;
import roomtone.face.FaceSettings;
import roomtone.inference.Precision;

/** The keys under "face". */
final class FaceKeys {
  private static final Key<DetectorKind> DETECTOR =
      Key.choice(
          "face.detector",
          FaceSettings.DEFAULT.detector(),
          DetectorKind.class,
          "What finds faces: roomtone is the network that ships, cascade OpenCV's own, yunet a network whose file you bring.");
  private static final Key<Precision> PRECISION =
      Key.choice(
          "face.precision",
          FaceSettings.DEFAULT.precision(),
          Precision.class,
          "Which file of the detector roomtone runs.");
  private static final Key<String> YUNET_FILE =
      Key.text(
          "face.yunet-file",
          FaceSettings.DEFAULT.yunetFile(),
          "a path",
          "Where face_detection_yunet_2023mar.onnx lies, for the detector yunet; it comes from github.com/opencv/opencv_zoo (MIT licence).");
  private static final Key<Integer> LONGEST_SIDE =
      Key.number(
          "face.longest-side",
          FaceSettings.DEFAULT.longestSide(),
          FaceSettings.LEAST_LONGEST_SIDE,
          FaceSettings.MOST_LONGEST_SIDE,
          "Frames are scaled down to this many pixels on their longest side before faces are looked for: smaller is faster and misses small faces.");
  private static final Key<Integer> SMALLEST =
      Key.number(
          "face.smallest",
          FaceSettings.DEFAULT.smallestFace(),
          8,
          2000,
          "The smallest face that counts: its height in pixels of the camera's picture.");
  private static final Key<Duration> FORGET_AFTER =
      Key.duration(
          "face.forget-after",
          "1500 ms",
          "0 ms",
          "60 s",
          "How long a visitor whose face isn't seen is still taken for the same one.");

  static final Section SECTION =
      new Section(
          "face",
          "How faces are found in the picture.",
          List.of(DETECTOR, PRECISION, YUNET_FILE, LONGEST_SIDE, SMALLEST, FORGET_AFTER));

  private FaceKeys() {}

  /** The settings that these keys make. */
  static FaceSettings read(SettingsValues values) {
    return values.section(
        "face",
        () ->
            new FaceSettings(
                values.get(DETECTOR),
                values.get(PRECISION),
                values.get(YUNET_FILE),
                values.get(LONGEST_SIDE),
                values.get(SMALLEST),
                values.get(FORGET_AFTER)),
        FaceSettings.DEFAULT);
  }
}
