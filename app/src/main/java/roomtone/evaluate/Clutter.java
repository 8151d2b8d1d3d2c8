package roomtone.evaluate;

import java.util.Random;

/**
 * The walls and furniture of a made-up room: a soft gradient with boxes, discs, stripes and grain,
 * which are what a detector takes for faces. A pure function of its seed.
 */
final class Clutter {
  private final int width;
  private final int height;
  private final float[] shade;
  private final Random random;

  private Clutter(int width, int height, long seed) {
    this.width = width;
    this.height = height;
    shade = new float[width * height];
    random = new Random(seed);
  }

  /** Paints a room of this size, 0 to 255 a pixel. */
  static float[] paint(int width, int height, long seed) {
    var clutter = new Clutter(width, height, seed);
    clutter.wall();
    for (int i = 0; i < 14; i++) {
      switch (clutter.random.nextInt(4)) {
        case 0 -> clutter.box();
        case 1 -> clutter.disc();
        case 2 -> clutter.stripes();
        default -> clutter.leaves();
      }
    }
    return clutter.shade;
  }

  private void wall() {
    float base = between(70, 180);
    float across = between(-40, 40);
    float down = between(-40, 40);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        shade[y * width + x] =
            base + across * x / width + down * y / height + 3 * (float) random.nextGaussian();
      }
    }
  }

  /** A picture frame, a shelf, a window: an edge and an inside of another shade. */
  private void box() {
    int left = random.nextInt(width);
    int top = random.nextInt(height);
    int right = left + random.nextInt(20, 180);
    int bottom = top + random.nextInt(20, 180);
    float edge = between(20, 230);
    float inside = between(20, 230);
    int rim = random.nextInt(1, 8);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        boolean onRim = x < left + rim || x >= right - rim || y < top + rim || y >= bottom - rim;
        set(x, y, onRim ? edge : inside);
      }
    }
  }

  /** A lamp, a clock, a plate, with two or three darker discs in it, as a face has. */
  private void disc() {
    float x = between(0, width);
    float y = between(0, height);
    float radius = between(10, 70);
    disc(x, y, radius, between(40, 230));
    for (int i = random.nextInt(4); i > 0; i--) {
      float across = between(-0.6f, 0.6f) * radius;
      float down = between(-0.6f, 0.6f) * radius;
      disc(x + across, y + down, radius * between(0.1f, 0.3f), between(0, 255));
    }
  }

  private void disc(float centreX, float centreY, float radius, float value) {
    for (int y = (int) (centreY - radius); y <= centreY + radius; y++) {
      for (int x = (int) (centreX - radius); x <= centreX + radius; x++) {
        float distance = (float) Math.hypot(x - centreX, y - centreY);
        if (distance < radius) {
          set(x, y, value * (1 - 0.3f * distance / radius));
        }
      }
    }
  }

  /** Books, blinds, a radiator. */
  private void stripes() {
    int left = random.nextInt(width);
    int top = random.nextInt(height);
    int wide = random.nextInt(40, 220);
    int high = random.nextInt(30, 160);
    int period = random.nextInt(4, 24);
    boolean upright = random.nextBoolean();
    float one = between(20, 230);
    float other = between(20, 230);
    for (int y = top; y < top + high; y++) {
      for (int x = left; x < left + wide; x++) {
        set(x, y, (upright ? x : y) / (period / 2) % 2 == 0 ? one : other);
      }
    }
  }

  /** A plant or a coat: many small overlapping discs. */
  private void leaves() {
    float x = between(0, width);
    float y = between(0, height);
    float spread = between(15, 60);
    for (int i = 0; i < 60; i++) {
      disc(
          x + spread * (float) random.nextGaussian(),
          y + spread * (float) random.nextGaussian(),
          between(3, 10),
          between(20, 160));
    }
  }

  private void set(int x, int y, float value) {
    if (x >= 0 && x < width && y >= 0 && y < height) {
      shade[y * width + x] = value;
    }
  }

  private float between(float least, float most) {
    return least + random.nextFloat() * (most - least);
  }
}
