package roomtone.face;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import roomtone.camera.Frame;

/** A frame in OpenCV's memory, scaled down to a longest side. For one thread; reused. */
final class ScaledFrame implements AutoCloseable {
  private final int longestSide;
  private final Mat scaled = new Mat();
  // Made once: each native object costs the heap more than the numbers in it.
  private final Size size = new Size();
  private Mat full = new Mat();
  private BytePointer pixels = new BytePointer();
  private double shrink = 1;

  ScaledFrame(int longestSide) {
    this.longestSide = longestSide;
  }

  /** Takes a frame and scales it; small ones stay as they are. */
  void load(Frame frame) {
    if (full.cols() != frame.width() || full.rows() != frame.height()) {
      full.close();
      pixels.close();
      full = new Mat(frame.height(), frame.width(), opencv_core.CV_8UC1);
      pixels = full.data();
    }
    pixels.put(frame.luma(), 0, frame.width() * frame.height());
    shrink = Math.min(1.0, (double) longestSide / Math.max(frame.width(), frame.height()));
    size.width(Math.max(1, (int) Math.round(frame.width() * shrink)));
    size.height(Math.max(1, (int) Math.round(frame.height() * shrink)));
    opencv_imgproc.resize(full, scaled, size, 0, 0, opencv_imgproc.INTER_AREA);
  }

  /** The grey picture that was scaled last. */
  Mat picture() {
    return scaled;
  }

  /** Its width and height in pixels. */
  Size size() {
    return size;
  }

  /** How many of its pixels make one of the frame's, at most 1. */
  double shrink() {
    return shrink;
  }

  /** A box in pixels of the scaled picture as one in pixels of the frame. */
  FaceBox inFrame(float x, float y, float width, float height, float score) {
    return new FaceBox(
        (float) (x / shrink),
        (float) (y / shrink),
        (float) (width / shrink),
        (float) (height / shrink),
        score);
  }

  @Override
  public void close() {
    scaled.close();
    size.close();
    pixels.close();
    full.close();
  }
}
