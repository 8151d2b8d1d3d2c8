package roomtone.camera;

/**
 * A grey picture that has no date yet.
 *
 * @param pixels row by row without padding, at least {@code width * height} bytes
 * @param width in pixels
 * @param height in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to a Frame, never compared.
record Luma(byte[] pixels, int width, int height) {
  /** The frame of this picture, captured at the given times; see {@link Frame}. */
  Frame at(long nanos, long epochMillis) {
    return new Frame(pixels, width, height, nanos, epochMillis);
  }

  /** The same picture in a buffer of {@code pool}. */
  Luma copy(FramePool pool) {
    byte[] copied = pool.take(width * height);
    System.arraycopy(pixels, 0, copied, 0, width * height);
    return new Luma(copied, width, height);
  }

  /** The size of a picture scaled down, if need be, so that no side is longer than asked. */
  static int[] sizeWithin(int width, int height, int longestSide) {
    int longest = Math.max(width, height);
    if (longest <= longestSide) {
      return new int[] {width, height};
    }
    return new int[] {scaled(width, longestSide, longest), scaled(height, longestSide, longest)};
  }

  private static int scaled(int side, int numerator, int denominator) {
    return (int) Math.max(1, Math.round((double) side * numerator / denominator));
  }
}
