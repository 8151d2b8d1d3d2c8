package roomtone.camera;

import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FOURCC;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FPS;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FRAME_HEIGHT;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FRAME_WIDTH;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_V4L2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_videoio.VideoCapture;

/**
 * A USB camera, through Video4Linux.
 *
 * @param device such as {@code /dev/video0} or a link in {@code /dev/v4l/by-id}
 * @param width wished for in pixels; a camera that has no such size takes the nearest
 * @param height wished for in pixels
 * @param framesPerSecond wished for
 * @param format wished for
 */
record V4l2Source(
    Path device,
    int width,
    int height,
    int framesPerSecond,
    PixelFormat format,
    InstantSource clock)
    implements CameraSource {
  /** The major number of Video4Linux devices: devices.txt of the Linux kernel. */
  private static final int VIDEO4LINUX = 81;

  private static final int MISSING = -1;

  @Override
  public void load() {
    Loader.load(VideoCapture.class);
  }

  @Override
  public Camera open() throws CameraException {
    check(device, majorNumber(), Files.isReadable(device) && Files.isWritable(device));
    VideoCapture capture = new VideoCapture();
    try {
      if (capture.open(device.toString(), CAP_V4L2)) {
        // Wishes: given with the opening, one that the camera lacks would make it fail.
        // The format first: sizes and rates depend on it.
        if (format != PixelFormat.ANY) {
          capture.set(CAP_PROP_FOURCC, fourcc(format));
        }
        capture.set(CAP_PROP_FRAME_WIDTH, width);
        capture.set(CAP_PROP_FRAME_HEIGHT, height);
        capture.set(CAP_PROP_FPS, framesPerSecond);
        return new V4l2Camera(capture, device, clock);
      }
    } catch (RuntimeException e) {
      capture.close();
      throw new CameraException(refusal(), e);
    }
    capture.close();
    throw new CameraException(refusal());
  }

  /** The format's code: its four letters, the first in the lowest byte. */
  private static int fourcc(PixelFormat format) {
    String letters = format == PixelFormat.MJPEG ? "MJPG" : "YUYV";
    return ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt();
  }

  private String refusal() {
    return "The USB camera %s cannot be opened: another program may be using it ('fuser %s' names it), or it is the second device of a camera that gives no pictures (try the one before)."
        .formatted(device, device);
  }

  /** What is plainly wrong with a device, before anybody tries to open it. */
  static void check(Path device, int majorNumber, boolean permitted) throws CameraException {
    if (majorNumber == MISSING) {
      throw new CameraException(
          "There is no USB camera at %s: plug it in, or choose one that 'ls /dev/video*' shows."
              .formatted(device));
    }
    if (majorNumber != VIDEO4LINUX) {
      throw new CameraException(
          "%s is not a camera: choose a device that 'ls /dev/video*' shows.".formatted(device));
    }
    if (!permitted) {
      throw new CameraException(
          "The USB camera %s may not be used: add the kiosk's user to the group video with 'sudo usermod -aG video USER' and restart."
              .formatted(device));
    }
  }

  /** The device's major number, 0 for what is no device, or {@link #MISSING}. */
  private int majorNumber() {
    try {
      // makedev(3): the low twelve bits of the major number follow the low eight of the minor.
      long number = (long) Files.getAttribute(device, "unix:rdev");
      return (int) (number >> 8 & 0xFFF);
    } catch (IOException e) {
      return MISSING;
    }
  }

  @Override
  public String description() {
    return "USB camera " + device;
  }
}
