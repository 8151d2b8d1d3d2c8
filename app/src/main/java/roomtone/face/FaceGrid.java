package roomtone.face;

import java.nio.FloatBuffer;

/**
 * One of the detector's output grids: a cell every {@code stride} pixels of its input, each with a
 * score, a box and a pose. Knows only shapes; the numbers come with each call. Immutable.
 *
 * <p>The tensor is {@code [7, rows, columns]}: the score before the sigmoid, the box's centre as an
 * offset from the cell's own in strides, the logarithms of its width and height in strides, turn
 * and tilt of the head ({@link FacePose}).
 *
 * @param stride pixels of the input from cell to cell
 * @param columns how many cells in a row
 * @param rows how many rows
 */
record FaceGrid(int stride, int columns, int rows) {
  private static final int CHANNELS = 7;
  // e^6 strides are wider than any picture: a network gone wrong gives no infinite boxes.
  private static final float LARGEST_LOGARITHM = 6;

  /** The grid that a network gives for an input of this size, in pixels. */
  static FaceGrid over(int width, int height, int stride) {
    return new FaceGrid(stride, Math.ceilDiv(width, stride), Math.ceilDiv(height, stride));
  }

  /** How many floats its tensor has. */
  int size() {
    return CHANNELS * columns * rows;
  }

  /**
   * Adds the boxes of all cells that are sure enough, in pixels of the input.
   *
   * @param grid the tensor; read by index
   * @param leastScore 0 to 1, both exclusive
   */
  void decode(FloatBuffer grid, float leastScore, Candidates into) {
    int cells = columns * rows;
    // Most cells fall here: comparing before the sigmoid spares computing it.
    double least = Math.log(leastScore / (1.0 - leastScore));
    for (int cell = 0; cell < cells; cell++) {
      float score = grid.get(cell);
      if (score >= least) {
        int row = cell / columns;
        int column = cell % columns;
        float x = (column + 0.5f + grid.get(cells + cell)) * stride;
        float y = (row + 0.5f + grid.get(2 * cells + cell)) * stride;
        float width = side(grid.get(3 * cells + cell));
        float height = side(grid.get(4 * cells + cell));
        if (width > 0 && height > 0) {
          float probability = (float) (1 / (1 + Math.exp(-score)));
          float turn = grid.get(5 * cells + cell);
          float tilt = grid.get(6 * cells + cell);
          into.add(x - width / 2, y - height / 2, width, height, probability, turn, tilt);
        }
      }
    }
  }

  private float side(float logarithm) {
    return (float) Math.exp(Math.min(logarithm, LARGEST_LOGARITHM)) * stride;
  }
}
