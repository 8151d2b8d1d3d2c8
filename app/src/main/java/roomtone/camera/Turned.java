package roomtone.camera;

import java.time.Duration;

/**
 * A camera that hangs upside down or lies on its side, set upright.
 *
 * @param clockwise by how many quarter turns each picture is turned, 1 to 3
 */
record Turned(CameraSource source, int clockwise) implements CameraSource {
  @Override
  public void load() {
    source.load();
  }

  @Override
  public Camera open() throws CameraException, InterruptedException {
    Camera camera = source.open();
    return new Camera() {
      @Override
      public Frame read(FramePool pool) throws CameraException, InterruptedException {
        Frame lying = camera.read(pool);
        byte[] upright = pool.take(lying.width() * lying.height());
        Luma turned =
            QuarterTurns.turn(lying.luma(), lying.width(), lying.height(), clockwise, upright);
        pool.giveBack(lying);
        return turned.at(lying.nanos(), lying.epochMillis());
      }

      @Override
      public Duration stallAfter() {
        return camera.stallAfter();
      }

      @Override
      public void close() {
        camera.close();
      }
    };
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public boolean live() {
    return source.live();
  }
}
