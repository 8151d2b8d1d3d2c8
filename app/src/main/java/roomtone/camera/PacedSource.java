package roomtone.camera;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Another source's pictures as a slower camera gives them: one every {@code gap} of their own
 * clock, at that pace, dated when they are given, and the end after so many.
 *
 * <p>No picture is lost: each waits until it is taken.
 *
 * @param source shows its pictures as fast as they are read
 * @param pictures how many there are, at least 1
 */
record PacedSource(
    CameraSource source, Duration gap, long pictures, InstantSource wall, Pacer pacer)
    implements CameraSource {
  /** Pictures are dated no finer than this by a clip's clock. */
  private static final long ROUNDING_NANOS = 1_000_000;

  @Override
  public void load() {
    source.load();
  }

  @Override
  public Camera open() throws CameraException, InterruptedException {
    return new Paced(source.open());
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public boolean live() {
    return false;
  }

  private final class Paced implements Camera {
    private final Camera camera;
    private long given;
    private long firstNanos;
    private long startNanos;

    Paced(Camera camera) {
      this.camera = camera;
    }

    @Override
    public Frame read(FramePool pool) throws CameraException, InterruptedException {
      if (given == pictures) {
        throw new EndOfReplay(description());
      }
      Frame frame = camera.read(pool);
      if (given == 0) {
        firstNanos = frame.nanos();
        startNanos = pacer.nanos();
      }
      long due = given * gap.toNanos();
      while (frame.nanos() - firstNanos < due - ROUNDING_NANOS) {
        pool.giveBack(frame);
        frame = camera.read(pool);
      }
      given++;
      pacer.await(startNanos + due);
      return new Frame(frame.luma(), frame.width(), frame.height(), pacer.nanos(), wall.millis());
    }

    @Override
    public Duration stallAfter() {
      return camera.stallAfter().plus(gap);
    }

    @Override
    public void close() {
      camera.close();
    }
  }
}
