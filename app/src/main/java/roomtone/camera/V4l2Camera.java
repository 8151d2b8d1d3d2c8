package roomtone.camera;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_videoio.VideoCapture;

/**
 * A USB camera that is open. OpenCV reads whatever it gives, YUYV or MJPEG, and makes it full
 * range.
 *
 * <p>One thread reads, any thread closes. OpenCV gives up on a picture after ten seconds, so the
 * lock under which it is used is held no longer.
 */
final class V4l2Camera implements Camera {
  private final VideoCapture capture;
  private final Path device;
  private final InstantSource clock;
  private final Mat colour = new Mat();
  private final Mat grey = new Mat();
  private ByteBuffer greyPixels = ByteBuffer.allocate(0);
  private boolean closed;

  V4l2Camera(VideoCapture capture, Path device, InstantSource clock) {
    this.capture = capture;
    this.device = device;
    this.clock = clock;
  }

  @Override
  public synchronized Frame read(FramePool pool) throws CameraException {
    if (closed) {
      throw new CameraException("The USB camera %s was closed.".formatted(device));
    }
    if (!grab()) {
      throw new CameraException(
          Files.exists(device)
              ? "The USB camera %s gives no pictures: unplug it and plug it in again."
                  .formatted(device)
              : "The USB camera %s was unplugged: plug it in again.".formatted(device));
    }
    byte[] luma = pool.take(greyPixels.capacity());
    greyPixels.get(0, luma);
    return new Frame(luma, grey.cols(), grey.rows(), System.nanoTime(), clock.millis());
  }

  private boolean grab() {
    try {
      if (!capture.read(colour) || colour.empty()) {
        return false;
      }
      cvtColor(colour, grey, COLOR_BGR2GRAY);
      if (greyPixels.capacity() != grey.rows() * grey.cols()) {
        greyPixels = grey.createBuffer();
      }
      return true;
    } catch (RuntimeException e) {
      // OpenCV throws where a driver answers nonsense.
      return false;
    }
  }

  /** Longer than OpenCV's own ten seconds, so that its failure comes first and is told as such. */
  @Override
  public Duration stallAfter() {
    return Duration.ofSeconds(12);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      capture.release();
      capture.close();
      colour.close();
      grey.close();
    }
  }
}
