package roomtone.face;

/**
 * Where a face is in a frame, in pixels from the top left corner; may reach over the frame's edge.
 *
 * @param x left edge
 * @param y top edge
 * @param width in pixels, more than 0
 * @param height in pixels, more than 0
 * @param score how sure the detector is, 0 to 1; comparable within one detector only
 * @param pose how the head is held
 */
public record FaceBox(float x, float y, float width, float height, float score, FacePose pose) {
  /** Checks that the box has an area. */
  public FaceBox {
    if (!(width > 0 && height > 0)) {
      throw new IllegalArgumentException("a face of %s×%s pixels".formatted(width, height));
    }
  }

  /** A face of which only the place is known. */
  public FaceBox(float x, float y, float width, float height, float score) {
    this(x, y, width, height, score, FacePose.UNKNOWN);
  }

  /** The same with another pose. */
  FaceBox with(FacePose other) {
    return new FaceBox(x, y, width, height, score, other);
  }

  /** Intersection over union of two boxes: 0 where they are apart, 1 where they are the same. */
  public float overlap(FaceBox other) {
    return overlap(0, 0, other);
  }

  /** The same if this box were so many pixels farther right and down. */
  float overlap(float right, float down, FaceBox other) {
    float shared = shared(right, down, other);
    return shared / (width * height + other.width * other.height - shared);
  }

  /** The middle between left and right edge. */
  public float centreX() {
    return x + width / 2;
  }

  /** The middle between top and bottom edge. */
  public float centreY() {
    return y + height / 2;
  }

  /** The distance of the centres, in pixels. */
  float distance(FaceBox other) {
    return distance(0, 0, other);
  }

  /** The same if this box were so many pixels farther right and down. */
  float distance(float right, float down, FaceBox other) {
    return (float)
        Math.hypot(centreX() + right - other.centreX(), centreY() + down - other.centreY());
  }

  /** Whether the other's centre lies in this box. */
  boolean holdsCentreOf(FaceBox other) {
    return other.centreX() >= x
        && other.centreX() <= x + width
        && other.centreY() >= y
        && other.centreY() <= y + height;
  }

  /** Whether a box around the same centre, so many times as wide and high, meets the other. */
  boolean reaches(FaceBox other, float times) {
    float halfWidth = width * times / 2;
    float halfHeight = height * times / 2;
    return shared(centreX() - halfWidth, centreX() + halfWidth, other.x, other.x + other.width) > 0
        && shared(centreY() - halfHeight, centreY() + halfHeight, other.y, other.y + other.height)
            > 0;
  }

  /** The share of this box's area that lies inside the other, 0 to 1. */
  public float shareInside(FaceBox other) {
    return shared(0, 0, other) / (width * height);
  }

  private float shared(float right, float down, FaceBox other) {
    return shared(x + right, x + right + width, other.x, other.x + other.width)
        * shared(y + down, y + down + height, other.y, other.y + other.height);
  }

  /** How long the part is that two stretches of a line have in common. */
  static float shared(float from, float to, float otherFrom, float otherTo) {
    return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
  }
}
