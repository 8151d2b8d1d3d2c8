package roomtone.face;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import roomtone.camera.Frame;

/**
 * OpenCV's frontal face cascade (Viola and Jones 2001; the "alt2" tree of R. Lienhart), from the
 * file inside OpenCV's own jar.
 *
 * <p>It misses about a fifth of the faces and sees some in furniture; a detector of our own comes
 * later.
 */
final class CascadeDetector implements FaceDetector {
  // Of JavaCPP's Loader.
  private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadlibraries";
  private static final double SCALE_STEP = 1.1;
  // Fewer let furniture in, more lose faces: DECISIONS.md has what was tried.
  private static final int NEIGHBOURS = 3;
  // The size of the cascade's own window, in pixels: nothing smaller can be found.
  private static final int WINDOW = 20;

  private final FaceSettings settings;
  private final CascadeClassifier cascade;
  private final RectVector found = new RectVector();
  private final IntPointer neighbours = new IntPointer();
  private final Mat scaled = new Mat();
  // Made once: each native object costs the heap more than the numbers in it.
  private final Size scaledSize = new Size();
  private final Size least = new Size();
  private final Size most = new Size();
  private Mat full = new Mat();
  private BytePointer pixels = new BytePointer();

  private CascadeDetector(FaceSettings settings, CascadeClassifier cascade) {
    this.settings = settings;
    this.cascade = cascade;
  }

  static CascadeDetector open(FaceSettings settings) throws FaceDetectorException {
    String resource =
        "/org/bytedeco/opencv/"
            + Loader.getPlatform()
            + "/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml";
    try {
      File file = Loader.cacheResource(resource);
      if (file == null) {
        throw new IOException(resource + " is not in OpenCV's jar");
      }
      passOverWindows();
      Loader.load(opencv_core.class);
      opencv_core.setNumThreads(1);
      return new CascadeDetector(settings, new CascadeClassifier(file.getPath()));
    } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
      throw new FaceDetectorException(
          "The face detector can't start: %s. Is there room for OpenCV's libraries in ~/.javacpp?"
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * Keeps OpenCV's library for windows out: it needs GTK 2, which no headless machine has, and
   * JavaCPP would load it with the detector and give up. A class that is initialised while loading
   * is switched off counts as loaded.
   */
  private static synchronized void passOverWindows() {
    String before = System.getProperty(LOAD_LIBRARIES);
    System.setProperty(LOAD_LIBRARIES, "false");
    try {
      Class.forName("org.bytedeco.opencv.global.opencv_highgui");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("OpenCV's jar is not the one that was built against", e);
    } finally {
      if (before == null) {
        System.clearProperty(LOAD_LIBRARIES);
      } else {
        System.setProperty(LOAD_LIBRARIES, before);
      }
    }
  }

  @Override
  public List<FaceBox> detect(Frame frame) {
    load(frame);
    double shrink =
        Math.min(1.0, (double) settings.longestSide() / Math.max(frame.width(), frame.height()));
    int width = Math.max(1, (int) Math.round(frame.width() * shrink));
    int height = Math.max(1, (int) Math.round(frame.height() * shrink));
    if (Math.min(width, height) < WINDOW) {
      return List.of();
    }
    scaledSize.width(width).height(height);
    opencv_imgproc.resize(full, scaled, scaledSize, 0, 0, opencv_imgproc.INTER_AREA);
    int smallest = Math.max(WINDOW, (int) Math.round(settings.smallestFace() * shrink));
    least.width(smallest).height(smallest);
    cascade.detectMultiScale2(scaled, found, neighbours, SCALE_STEP, NEIGHBOURS, 0, least, most);
    return boxes(1 / shrink);
  }

  private List<FaceBox> boxes(double grow) {
    int count = Math.toIntExact(found.size());
    if (count == 0) {
      return List.of();
    }
    List<FaceBox> boxes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      try (Rect rect = found.get(i)) {
        boxes.add(
            new FaceBox(
                (float) (rect.x() * grow),
                (float) (rect.y() * grow),
                (float) (rect.width() * grow),
                (float) (rect.height() * grow),
                score(neighbours.get(i))));
      }
    }
    return boxes;
  }

  // More windows that agree make a surer face; the curve only keeps the order, within 0 to 1.
  private static float score(int agreeing) {
    return agreeing / (agreeing + (float) NEIGHBOURS);
  }

  private void load(Frame frame) {
    if (full.cols() != frame.width() || full.rows() != frame.height()) {
      full.close();
      pixels.close();
      full = new Mat(frame.height(), frame.width(), opencv_core.CV_8UC1);
      pixels = full.data();
    }
    pixels.put(frame.luma(), 0, frame.width() * frame.height());
  }

  @Override
  public String description() {
    return "OpenCV cascade (frontal face alt2), longest side %d px"
        .formatted(settings.longestSide());
  }

  @Override
  public void close() {
    cascade.close();
    found.close();
    neighbours.close();
    scaled.close();
    scaledSize.close();
    least.close();
    most.close();
    pixels.close();
    full.close();
  }
}
