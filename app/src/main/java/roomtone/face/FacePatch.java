package roomtone.face;

import roomtone.camera.Frame;

/**
 * What a small window of a frame looks like: 48×48 brightnesses and what they say about the
 * picture. It lives in memory for as long as a face is followed; its buffer is used again and
 * again.
 *
 * <p>For one thread.
 */
final class FacePatch {
  static final int SIDE = 48;

  private final float[] pixels = new float[SIDE * SIDE];
  private float mean;
  private float deviation;

  /** Takes what the frame shows in a window, which may reach over the frame's edge. */
  void fill(Frame frame, FaceBox window) {
    fillAround(frame, window, 1);
  }

  /** The same for a window around that centre, so many times as wide and high. */
  void fillAround(Frame frame, FaceBox window, float times) {
    float left = window.centreX() - window.width() * times / 2;
    float top = window.centreY() - window.height() * times / 2;
    fill(frame, left, top, window.width() * times, window.height() * times);
  }

  /** Takes what the whole frame shows. */
  void fill(Frame frame) {
    fill(frame, 0, 0, frame.width(), frame.height());
  }

  private void fill(Frame frame, float left, float top, float width, float height) {
    float stepX = width / SIDE;
    float stepY = height / SIDE;
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < SIDE; row++) {
      float y = top + (row + 0.5f) * stepY - 0.5f;
      for (int column = 0; column < SIDE; column++) {
        float value = frame.sample(left + (column + 0.5f) * stepX - 0.5f, y);
        pixels[row * SIDE + column] = value;
        sum += value;
        squares += value * value;
      }
    }
    mean = (float) (sum / pixels.length);
    deviation = (float) Math.sqrt(Math.max(0, squares / pixels.length - (double) mean * mean));
  }

  /** Takes what another patch holds. */
  void copy(FacePatch other) {
    System.arraycopy(other.pixels, 0, pixels, 0, pixels.length);
    mean = other.mean;
    deviation = other.deviation;
  }

  /** Mean brightness, 0 to 255. */
  float mean() {
    return mean;
  }

  /** Standard deviation of the brightness, in grey steps. */
  float deviation() {
    return deviation;
  }

  /**
   * How much fine detail there is against the contrast: the root mean square of the Laplacian over
   * the deviation. A sharp face has 0.3 and more, one that is blurred by two of its 48 pixels 0.1.
   */
  float sharpness() {
    return (float) (Detail.laplacian(pixels, SIDE, SIDE) / (deviation + 1));
  }

  /**
   * Normalised cross-correlation with another patch, −1 to 1: 1 where they differ in brightness and
   * contrast at most, 0 where they have nothing in common or one is flat.
   */
  float similarity(FacePatch other) {
    if (deviation < 1 || other.deviation < 1) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < pixels.length; i++) {
      sum += (pixels[i] - mean) * (other.pixels[i] - other.mean);
    }
    return (float) (sum / pixels.length / (deviation * other.deviation));
  }
}
