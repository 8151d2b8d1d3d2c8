package roomtone.face;

import java.time.Duration;
import java.util.Random;
import roomtone.camera.Frame;

/** A made-up room of 320×240 pixels, with textures in it that stand for faces, on its own clock. */
final class Room {
  static final int WIDTH = 320;
  static final int HEIGHT = 240;
  private static final int NOISE = 4;

  private final byte[] wall = new byte[WIDTH * HEIGHT];
  private final byte[] picture = new byte[WIDTH * HEIGHT];
  private final Random random = new Random(11);
  private long nanos = 1_000_000_000L;

  Room() {
    paint(wall, 1, 0, 0, WIDTH, HEIGHT);
  }

  /** Lets time pass until the next frame, which shows the bare room. */
  void next(Duration time) {
    nanos += time.toNanos();
    System.arraycopy(wall, 0, picture, 0, wall.length);
  }

  /** Draws a texture of its own over a part of the frame; the same number looks the same. */
  void draw(int texture, float x, float y, float width, float height) {
    paint(picture, texture, x, y, width, height);
  }

  /** The frame, with a camera's noise on it. */
  Frame frame() {
    byte[] noisy = picture.clone();
    for (int i = 0; i < noisy.length; i++) {
      int value = (noisy[i] & 0xFF) + random.nextInt(2 * NOISE + 1) - NOISE;
      noisy[i] = (byte) Math.clamp(value, 0, 255);
    }
    return new Frame(noisy, WIDTH, HEIGHT, nanos, nanos / 1_000_000);
  }

  /** A sum of waves whose directions and lengths depend on the number, as rich as a face. */
  private static void paint(
      byte[] target, int texture, float x, float y, float width, float height) {
    var waves = new Random(texture);
    float[] across = new float[6];
    float[] down = new float[6];
    float[] phase = new float[6];
    for (int i = 0; i < across.length; i++) {
      across[i] = (float) waves.nextGaussian() * 4;
      down[i] = (float) waves.nextGaussian() * 4;
      phase[i] = waves.nextFloat() * 6;
    }
    for (int row = Math.max(0, Math.round(y)); row < Math.min(HEIGHT, y + height); row++) {
      for (int column = Math.max(0, Math.round(x)); column < Math.min(WIDTH, x + width); column++) {
        float u = (column - x) / 60;
        float v = (row - y) / 60;
        double value = 128;
        for (int i = 0; i < across.length; i++) {
          value += 22 * Math.sin(across[i] * u + down[i] * v + phase[i]);
        }
        target[row * WIDTH + column] = (byte) Math.clamp(Math.round(value), 0, 255);
      }
    }
  }
}
