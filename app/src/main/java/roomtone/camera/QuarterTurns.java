package roomtone.camera;

/** Pictures turned by multiples of 90°. */
final class QuarterTurns {
  private QuarterTurns() {}

  /**
   * Turns a picture.
   *
   * @param lying the picture, row by row without padding, {@code width * height} bytes
   * @param clockwise how many quarter turns, 0 to 3
   * @param upright where the result goes, as large as the picture and another array
   */
  static Luma turn(byte[] lying, int width, int height, int clockwise, byte[] upright) {
    // Where the first pixel goes, and how far apart the neighbours in a row and in a column land.
    int count = width * height;
    int first;
    int acrossStep;
    int downStep;
    switch (clockwise) {
      case 1 -> {
        first = height - 1;
        acrossStep = height;
        downStep = -1;
      }
      case 2 -> {
        first = count - 1;
        acrossStep = -1;
        downStep = -width;
      }
      case 3 -> {
        first = (width - 1) * height;
        acrossStep = -height;
        downStep = 1;
      }
      default -> {
        first = 0;
        acrossStep = 1;
        downStep = width;
      }
    }
    for (int y = 0, from = 0; y < height; y++) {
      int to = first + y * downStep;
      for (int x = 0; x < width; x++, from++, to += acrossStep) {
        upright[to] = lying[from];
      }
    }
    return clockwise % 2 == 0 ? new Luma(upright, width, height) : new Luma(upright, height, width);
  }
}
