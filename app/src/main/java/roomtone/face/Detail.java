package roomtone.face;

/** How much fine detail a small picture has. */
final class Detail {
  private Detail() {}

  /**
   * The root mean square of the Laplacian: four times a pixel less its four neighbours.
   *
   * @param pixels row after row
   * @param width in pixels
   * @param height in pixels
   * @return 0 for pictures without inner pixels
   */
  static double laplacian(float[] pixels, int width, int height) {
    double sum = 0;
    for (int row = 1; row < height - 1; row++) {
      for (int column = 1; column < width - 1; column++) {
        int at = row * width + column;
        float laplacian =
            4 * pixels[at]
                - pixels[at - 1]
                - pixels[at + 1]
                - pixels[at - width]
                - pixels[at + width];
        sum += laplacian * laplacian;
      }
    }
    return Math.sqrt(sum / Math.max(1, (width - 2) * (height - 2)));
  }
}
