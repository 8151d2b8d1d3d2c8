package roomtone.face;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;
import roomtone.camera.Frame;

/**
 * YuNet (Wu, Peng and Yu 2023), run by OpenCV from a file that the operator brings: its weights are
 * not Roomtone's to ship.
 */
final class YunetDetector implements FaceDetector {
  private static final String FILE = "face_detection_yunet_2023mar.onnx";
  private static final String SOURCE =
      "https://github.com/opencv/opencv_zoo/tree/main/models/face_detection_yunet";
  // OpenCV's own 0.9 is for large, bare faces; at 0.6 it is measured beside ours.
  private static final float THRESHOLD = 0.6f;
  private static final float LARGEST_OVERLAP = 0.3f;
  private static final int MOST_CANDIDATES = 5000;
  // Of a row of the result: x, y, width, height, five landmarks, score.
  private static final int ROW = 15;
  private static final int LANDMARKS = 4;
  private static final int SCORE = 14;

  private final FaceSettings settings;
  private final FaceDetectorYN detector;
  private final ScaledFrame scaled;
  private final Mat colour = new Mat();
  private final Mat found = new Mat();
  private final float[] landmarks = new float[SCORE - LANDMARKS];
  private int width;
  private int height;

  private YunetDetector(FaceSettings settings, FaceDetectorYN detector) {
    this.settings = settings;
    this.detector = detector;
    scaled = new ScaledFrame(settings.longestSide());
  }

  static YunetDetector open(FaceSettings settings, boolean measuring) throws FaceDetectorException {
    Path file = file(settings.yunetFile());
    try {
      OpenCv.load();
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      throw OpenCv.cannotStart(e);
    }
    float least = measuring ? MEASURED_SCORE : THRESHOLD;
    try (Size size = new Size(320, 320)) {
      var detector =
          FaceDetectorYN.create(
              file.toString(), "", size, least, LARGEST_OVERLAP, MOST_CANDIDATES, 0, 0);
      var opened = new YunetDetector(settings, detector);
      // A network of another kind loads, and fails at its first picture.
      opened.detect(new Frame(new byte[64 * 64], 64, 64, 0, 0));
      return opened;
    } catch (RuntimeException e) {
      throw new FaceDetectorException(
          "%s is no YuNet model that OpenCV can run; take %s from %s (\"Download raw file\") again."
              .formatted(file, FILE, SOURCE),
          e);
    }
  }

  private static Path file(String setting) throws FaceDetectorException {
    if (setting.isBlank()) {
      throw new FaceDetectorException(
          "face.detector is yunet, but face.yunet-file names no file: download %s (MIT licence) from %s and set face.yunet-file to its path."
              .formatted(FILE, SOURCE));
    }
    Path file = Path.of(setting);
    if (!Files.isRegularFile(file)) {
      throw new FaceDetectorException(
          "There is no file %s, which face.yunet-file names: download %s (MIT licence) from %s to that path."
              .formatted(file.toAbsolutePath(), FILE, SOURCE));
    }
    return file;
  }

  @Override
  public List<FaceBox> detect(Frame frame) {
    scaled.load(frame);
    opencv_imgproc.cvtColor(scaled.picture(), colour, opencv_imgproc.COLOR_GRAY2BGR);
    if (scaled.size().width() != width || scaled.size().height() != height) {
      width = scaled.size().width();
      height = scaled.size().height();
      detector.setInputSize(scaled.size());
    }
    detector.detect(colour, found);
    int count = found.rows();
    List<FaceBox> boxes = new ArrayList<>(count);
    if (count == 0) {
      return boxes;
    }
    FloatBuffer rows = found.createBuffer();
    for (int i = 0; i < count; i++) {
      int row = i * ROW;
      float boxWidth = rows.get(row + 2);
      float boxHeight = rows.get(row + 3);
      if (boxWidth > 0 && boxHeight / scaled.shrink() >= settings.smallestFace()) {
        FaceBox box =
            scaled.inFrame(
                rows.get(row), rows.get(row + 1), boxWidth, boxHeight, rows.get(row + SCORE));
        rows.get(row + LANDMARKS, landmarks);
        boxes.add(box.with(FacePose.of(landmarks)));
      }
    }
    return boxes;
  }

  @Override
  public float threshold() {
    return THRESHOLD;
  }

  @Override
  public String description() {
    return "YuNet (%s, OpenCV), longest side %d px"
        .formatted(Path.of(settings.yunetFile()).getFileName(), settings.longestSide());
  }

  @Override
  public void close() {
    detector.close();
    scaled.close();
    colour.close();
    found.close();
  }
}
