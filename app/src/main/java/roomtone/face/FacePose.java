package roomtone.face;

/**
 * How a head is held, as far as a picture shows it.
 *
 * @param turn how far the nose is from the line between the eyes' and the mouth's middle, as a
 *     share of that line's length, positive towards the picture's right: 0 straight ahead, about
 *     0.35 at 45 degrees; not a number where it is unknown
 * @param tilt how far the eyes are from level, in radians, positive clockwise; not a number where
 *     it is unknown
 */
public record FacePose(float turn, float tilt) {
  /** What a detector that gives boxes only knows. */
  public static final FacePose UNKNOWN = new FacePose(Float.NaN, Float.NaN);

  private static final int EYES = 0;
  private static final int NOSE = 4;
  private static final int MOUTH = 6;

  /**
   * The pose that five landmarks show.
   *
   * @param points x and y of one eye, the other eye, the nose and both corners of the mouth, in
   *     pixels
   */
  static FacePose of(float[] points) {
    boolean inOrder = points[EYES] <= points[EYES + 2];
    int first = inOrder ? EYES : EYES + 2;
    int second = inOrder ? EYES + 2 : EYES;
    float across = points[second] - points[first];
    float down = points[second + 1] - points[first + 1];
    float middleX = (points[EYES] + points[EYES + 2]) / 2;
    float middleY = (points[EYES + 1] + points[EYES + 3]) / 2;
    double between = Math.hypot(across, down);
    double length =
        Math.hypot(
            (points[MOUTH] + points[MOUTH + 2]) / 2 - middleX,
            (points[MOUTH + 1] + points[MOUTH + 3]) / 2 - middleY);
    if (between < 1 || length < 1) {
      return UNKNOWN;
    }
    double along =
        ((points[NOSE] - middleX) * across + (points[NOSE + 1] - middleY) * down) / between;
    return new FacePose((float) (along / length), (float) Math.atan2(down, across));
  }

  /** Whether anything is known. */
  public boolean isKnown() {
    return !Float.isNaN(turn) && !Float.isNaN(tilt);
  }

  /** The tilt in radians, 0 where it is unknown. */
  public float tiltOrLevel() {
    return isKnown() ? tilt : 0;
  }
}
