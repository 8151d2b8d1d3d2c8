package roomtone.face;

/**
 * How a frame lies in a network's input: scaled down to a longest side, at the top left, with black
 * at the right and below up to sides that the network can take. Immutable.
 *
 * @param frameWidth of the frame, in its pixels
 * @param frameHeight of the frame
 * @param scaledWidth of the picture inside the input, in pixels of the input
 * @param scaledHeight of the picture inside the input
 * @param width of the whole input
 * @param height of the whole input
 */
record Letterbox(
    int frameWidth, int frameHeight, int scaledWidth, int scaledHeight, int width, int height) {
  /** How a frame of a size is laid; a frame that is small enough keeps its size. */
  static Letterbox of(int frameWidth, int frameHeight, int longestSide, int sideMultiple) {
    double scale = Math.min(1.0, (double) longestSide / Math.max(frameWidth, frameHeight));
    int scaledWidth = Math.max(1, (int) Math.round(frameWidth * scale));
    int scaledHeight = Math.max(1, (int) Math.round(frameHeight * scale));
    return new Letterbox(
        frameWidth,
        frameHeight,
        scaledWidth,
        scaledHeight,
        Math.ceilDiv(scaledWidth, sideMultiple) * sideMultiple,
        Math.ceilDiv(scaledHeight, sideMultiple) * sideMultiple);
  }

  /** How a frame of a size is laid into an input whose size is given. */
  static Letterbox into(int width, int height, int frameWidth, int frameHeight) {
    double scale =
        Math.min(1.0, Math.min((double) width / frameWidth, (double) height / frameHeight));
    return new Letterbox(
        frameWidth,
        frameHeight,
        Math.max(1, (int) Math.round(frameWidth * scale)),
        Math.max(1, (int) Math.round(frameHeight * scale)),
        width,
        height);
  }

  /** Whether it is for frames of this size. */
  boolean fits(int otherWidth, int otherHeight) {
    return frameWidth == otherWidth && frameHeight == otherHeight;
  }

  /** How many of the frame's pixels are side by side in one of the input's. */
  float across() {
    return (float) frameWidth / scaledWidth;
  }

  /** How many of the frame's pixels are one above the other in one of the input's. */
  float down() {
    return (float) frameHeight / scaledHeight;
  }
}
