package roomtone.face;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import roomtone.camera.Frame;

/**
 * One of OpenCV's frontal face cascades (Viola and Jones 2001), from the file inside OpenCV's own
 * jar.
 *
 * <p>It misses about a fifth of the faces and sees some in furniture.
 */
final class CascadeDetector implements FaceDetector {
  private static final double SCALE_STEP = 1.1;
  // Fewer let furniture in, more lose faces: DECISIONS.md has what was tried.
  private static final int NEIGHBOURS = 3;
  // What most programs for learners have: detectMultiScale(grey, 1.3, 5).
  private static final double USUAL_SCALE_STEP = 1.3;
  private static final int USUAL_NEIGHBOURS = 5;
  // The size of the cascades' own windows, in pixels: nothing smaller can be found.
  private static final int WINDOW = 20;

  private final Cascade kind;
  private final double scaleStep;
  private final int leastNeighbours;
  private final FaceSettings settings;
  private final CascadeClassifier cascade;
  private final ScaledFrame scaled;
  private final RectVector found = new RectVector();
  private final IntPointer neighbours = new IntPointer();
  private final Size least = new Size();
  private final Size most = new Size();

  private CascadeDetector(
      Cascade kind,
      double scaleStep,
      int leastNeighbours,
      FaceSettings settings,
      CascadeClassifier cascade) {
    this.kind = kind;
    this.scaleStep = scaleStep;
    this.leastNeighbours = leastNeighbours;
    this.settings = settings;
    this.cascade = cascade;
    scaled = new ScaledFrame(settings.longestSide());
  }

  static CascadeDetector open(Cascade kind, FaceSettings settings) throws FaceDetectorException {
    return open(kind, SCALE_STEP, NEIGHBOURS, settings);
  }

  /** OpenCV's first cascade with the parameters that most programs for learners have. */
  static CascadeDetector usual(FaceSettings settings) throws FaceDetectorException {
    return open(Cascade.HAAR_DEFAULT, USUAL_SCALE_STEP, USUAL_NEIGHBOURS, settings);
  }

  private static CascadeDetector open(
      Cascade kind, double scaleStep, int leastNeighbours, FaceSettings settings)
      throws FaceDetectorException {
    try {
      File file = OpenCv.shared(kind.path());
      OpenCv.load();
      return new CascadeDetector(
          kind, scaleStep, leastNeighbours, settings, new CascadeClassifier(file.getPath()));
    } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
      throw OpenCv.cannotStart(e);
    }
  }

  @Override
  public List<FaceBox> detect(Frame frame) {
    scaled.load(frame);
    if (Math.min(scaled.size().width(), scaled.size().height()) < WINDOW) {
      return List.of();
    }
    int smallest = Math.max(WINDOW, (int) Math.round(settings.smallestFace() * scaled.shrink()));
    least.width(smallest).height(smallest);
    cascade.detectMultiScale2(
        scaled.picture(), found, neighbours, scaleStep, leastNeighbours, 0, least, most);
    int count = Math.toIntExact(found.size());
    List<FaceBox> boxes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      try (Rect rect = found.get(i)) {
        boxes.add(
            scaled.inFrame(
                rect.x(), rect.y(), rect.width(), rect.height(), score(neighbours.get(i))));
      }
    }
    return boxes;
  }

  // More windows that agree make a surer face; the curve only keeps the order, within 0 to 1.
  private float score(int agreeing) {
    return agreeing / (agreeing + (float) leastNeighbours);
  }

  @Override
  public float threshold() {
    return score(leastNeighbours);
  }

  @Override
  public String description() {
    return "OpenCV cascade (%s), longest side %d px"
        .formatted(kind.label(), settings.longestSide());
  }

  @Override
  public void close() {
    cascade.close();
    found.close();
    neighbours.close();
    scaled.close();
    least.close();
    most.close();
  }
}
