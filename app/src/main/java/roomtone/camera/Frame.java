package roomtone.camera;

/**
 * One grey picture: the luma plane, row by row without padding, one unsigned byte a pixel, 0 black
 * to 255 white (full range).
 *
 * <p>The buffer belongs to whoever holds the frame and goes back to its {@link FramePool}
 * afterwards, so keep no reference to it. Not for sharing between threads without a hand-off.
 */
public final class Frame {
  private final byte[] luma;
  private final int width;
  private final int height;
  private final long nanos;
  private final long epochMillis;

  /**
   * Wraps a luma plane without copying it.
   *
   * @param luma the pixels, at least {@code width * height} bytes
   * @param width in pixels
   * @param height in pixels
   * @param nanos when it was captured on the monotonic clock of {@link System#nanoTime}, in
   *     nanoseconds; the age of everything derived from it is counted from here
   * @param epochMillis when it was captured on the wall clock, in milliseconds since 1970, for what
   *     is shown or logged
   */
  public Frame(byte[] luma, int width, int height, long nanos, long epochMillis) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a frame of " + width + "×" + height + " pixels");
    }
    if (luma.length < (long) width * height) {
      throw new IllegalArgumentException(
          "%d bytes of luma for %d×%d pixels".formatted(luma.length, width, height));
    }
    this.luma = luma;
    this.width = width;
    this.height = height;
    this.nanos = nanos;
    this.epochMillis = epochMillis;
  }

  /** The pixels themselves, not a copy. */
  public byte[] luma() {
    return luma;
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** When it was captured, in nanoseconds of the monotonic clock. */
  public long nanos() {
    return nanos;
  }

  /** When it was captured, in milliseconds since 1970. */
  public long epochMillis() {
    return epochMillis;
  }

  /** The brightness of one pixel, 0 to 255. */
  public int at(int x, int y) {
    return luma[y * width + x] & 0xFF;
  }

  /**
   * The brightness between pixels, 0 to 255, interpolated bilinearly. Pixel centres lie at whole
   * coordinates; beyond the edge, the edge's pixels go on.
   */
  public float sample(float x, float y) {
    float insideX = inside(x, width - 1);
    float insideY = inside(y, height - 1);
    int x0 = (int) insideX;
    int y0 = (int) insideY;
    int x1 = Math.min(x0 + 1, width - 1);
    int y1 = Math.min(y0 + 1, height - 1);
    float toRight = insideX - x0;
    float toBottom = insideY - y0;
    float upper = at(x0, y0) * (1 - toRight) + at(x1, y0) * toRight;
    float lower = at(x0, y1) * (1 - toRight) + at(x1, y1) * toRight;
    return upper * (1 - toBottom) + lower * toBottom;
  }

  // Math.clamp checks its bounds each time, which costs more than all the rest of a sample.
  private static float inside(float value, float most) {
    return value < 0 ? 0 : value > most ? most : value;
  }
}
