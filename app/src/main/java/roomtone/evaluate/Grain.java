package roomtone.evaluate;

import java.util.Random;

/** A camera's noise: drawn once, and read from another place for each frame. For one thread. */
final class Grain {
  private static final int SIZE = 1 << 17;

  private final float[] values = new float[SIZE];
  private final Random random;

  /**
   * Noise of a triangular distribution.
   *
   * @param strength the largest deviation, in grey steps
   */
  Grain(float strength, Random random) {
    this.random = random;
    for (int i = 0; i < SIZE; i++) {
      values[i] = strength * (random.nextFloat() + random.nextFloat() - 1);
    }
  }

  /** Writes shades, each times {@code light}, with fresh noise on them. */
  void develop(float[] shades, float light, byte[] luma) {
    int from = random.nextInt(SIZE);
    for (int i = 0; i < luma.length; i++) {
      float value = shades[i] * light + values[(from + i) & (SIZE - 1)];
      luma[i] = (byte) Math.clamp((int) (value + 0.5f), 0, 255);
    }
  }
}
