package roomtone.face;

import java.nio.FloatBuffer;
import java.util.Arrays;
import roomtone.camera.Frame;

/**
 * Scales frames of one size down to another: each new pixel is the mean of the area that it covers.
 * Uses no native memory. For one thread; reused.
 */
final class AreaScaler {
  private final int sourceWidth;
  private final int sourceHeight;
  private final int width;
  private final int height;
  private final float[] columns;
  private final float[] row;
  private final int[] sums;

  /** From one size to another that is no larger, in pixels. */
  AreaScaler(int sourceWidth, int sourceHeight, int width, int height) {
    if (width < 1 || height < 1 || width > sourceWidth || height > sourceHeight) {
      throw new IllegalArgumentException(
          "scaling %d×%d pixels down to %d×%d".formatted(sourceWidth, sourceHeight, width, height));
    }
    this.sourceWidth = sourceWidth;
    this.sourceHeight = sourceHeight;
    this.width = width;
    this.height = height;
    columns = new float[sourceWidth];
    row = new float[width];
    sums = new int[sourceWidth];
  }

  /**
   * Writes a scaled frame into a tensor's plane.
   *
   * @param into where its rows go, from index {@code start} on, {@code stride} floats apart
   * @param scale what a pixel of 0 to 255 is multiplied by
   * @param offset what is added after that
   */
  void scale(Frame frame, FloatBuffer into, int start, int stride, float scale, float offset) {
    if (sourceWidth % width == 0 && sourceHeight % height == 0) {
      scaleBlocks(frame.luma(), into, start, stride, scale, offset);
      return;
    }
    double step = (double) sourceHeight / height;
    for (int y = 0; y < height; y++) {
      addRows(frame.luma(), y * step, Math.min(sourceHeight, (y + 1) * step));
      averageColumns(scale / (float) step, offset);
      into.put(start + y * stride, row, 0, width);
    }
  }

  /**
   * The same where each new pixel covers whole pixels: the usual case, and several times faster.
   */
  private void scaleBlocks(
      byte[] luma, FloatBuffer into, int start, int stride, float scale, float offset) {
    int across = sourceWidth / width;
    int down = sourceHeight / height;
    float mean = scale / down / across;
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int i = 0; i < down; i++) {
        int from = (y * down + i) * sourceWidth;
        for (int x = 0; x < sourceWidth; x++) {
          sums[x] += luma[from + x] & 0xFF;
        }
      }
      for (int x = 0; x < width; x++) {
        int sum = 0;
        for (int i = x * across; i < (x + 1) * across; i++) {
          sum += sums[i];
        }
        row[x] = sum * mean + offset;
      }
      into.put(start + y * stride, row, 0, width);
    }
  }

  /** Sums the rows between two heights, each by how much of it lies between. */
  private void addRows(byte[] luma, double top, double bottom) {
    Arrays.fill(columns, 0);
    for (int y = (int) top; y < bottom; y++) {
      float share = (float) (Math.min(bottom, y + 1) - Math.max(top, y));
      int from = y * sourceWidth;
      for (int x = 0; x < sourceWidth; x++) {
        columns[x] += share * (luma[from + x] & 0xFF);
      }
    }
  }

  private void averageColumns(float scale, float offset) {
    double step = (double) sourceWidth / width;
    float mean = scale / (float) step;
    for (int x = 0; x < width; x++) {
      double left = x * step;
      double right = Math.min(sourceWidth, left + step);
      float sum = 0;
      for (int i = (int) left; i < right; i++) {
        sum += columns[i] * (float) (Math.min(right, i + 1) - Math.max(left, i));
      }
      row[x] = sum * mean + offset;
    }
  }
}
