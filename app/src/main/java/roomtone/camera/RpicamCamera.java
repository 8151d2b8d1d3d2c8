package roomtone.camera;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The stream of a running {@code rpicam-vid}: per picture the luma plane, full range because its
 * yuv420 is in JPEG's colour space, then two chroma planes that are passed over.
 *
 * <p>One thread reads; any thread closes, which ends the program and thereby the read.
 */
final class RpicamCamera implements Camera {
  private final ChildProcess process;
  private final InputStream stream;
  private final String program;
  private final int width;
  private final int height;
  private final InstantSource clock;
  private final byte[] chroma;
  private long pictures;

  RpicamCamera(ChildProcess process, String program, int width, int height, InstantSource clock) {
    this.process = process;
    this.stream = process.output();
    this.program = program;
    this.width = width;
    this.height = height;
    this.clock = clock;
    this.chroma = new byte[width * height / 2];
  }

  @Override
  public Frame read(FramePool pool) throws CameraException, InterruptedException {
    byte[] luma = pool.take(width * height);
    long bytes = fill(luma);
    if (bytes == luma.length) {
      bytes += fill(chroma);
    }
    if (bytes < luma.length + chroma.length) {
      throw ended(bytes > 0);
    }
    pictures++;
    return new Frame(luma, width, height, System.nanoTime(), clock.millis());
  }

  private int fill(byte[] plane) {
    try {
      return stream.readNBytes(plane, 0, plane.length);
    } catch (IOException e) {
      // Closing the stream under a read is one way to end it.
      return 0;
    }
  }

  private CameraException ended(boolean midPicture) throws InterruptedException {
    String when =
        pictures == 0 && !midPicture
            ? "gave no picture"
            : midPicture ? "stopped in the middle of a picture" : "stopped giving pictures";
    return new CameraException(
        "The Pi camera's program %s %s: it %s. Check the camera's cable and 'rpicam-hello --list-cameras'."
            .formatted(program, when, process.ending()));
  }

  /** Starting the sensor takes an old Pi about three seconds. */
  @Override
  public Duration stallAfter() {
    return Duration.ofSeconds(8);
  }

  @Override
  public void close() {
    process.close();
  }
}
