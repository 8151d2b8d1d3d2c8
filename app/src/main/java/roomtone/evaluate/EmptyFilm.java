package roomtone.evaluate;

import java.util.Random;
import roomtone.camera.Frame;

/**
 * Cluttered rooms without anybody, another one every minute, under light that flickers and a
 * camera's noise. For one thread.
 */
final class EmptyFilm {
  private static final int FRAMES_A_ROOM = 600;
  private static final float NOISE = 6;

  private final Random random;
  private final Grain grain;
  private final byte[] luma = new byte[RoomFilm.WIDTH * RoomFilm.HEIGHT];
  private float[] room = {};
  private int frame;

  EmptyFilm(long seed) {
    random = new Random(seed);
    grain = new Grain(NOISE, random);
  }

  /** Draws the next frame; its buffer is used again for the one after. */
  Frame next() {
    if (frame % FRAMES_A_ROOM == 0) {
      room = Clutter.paint(RoomFilm.WIDTH, RoomFilm.HEIGHT, random.nextLong());
    }
    float light = 0.8f + 0.3f * (float) Math.sin(frame / 100.0);
    grain.develop(room, light, luma);
    frame++;
    long nanos = frame * RoomFilm.FRAME_NANOS;
    return new Frame(luma, RoomFilm.WIDTH, RoomFilm.HEIGHT, nanos, nanos / 1_000_000);
  }
}
