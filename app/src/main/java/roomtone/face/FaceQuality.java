package roomtone.face;

/**
 * How well a face can be read in one frame.
 *
 * @param width of the face, in pixels of the frame
 * @param sharpness see {@link FacePatch#sharpness}: about 0.1 is too blurred, 0.3 and more is sharp
 * @param brightness mean of the face's pixels, 0 to 255
 * @param contrast standard deviation of the face's pixels, in grey steps
 * @param confidence how sure the detector is, 0 to 1
 * @param pose how the head is held
 */
public record FaceQuality(
    float width,
    float sharpness,
    float brightness,
    float contrast,
    float confidence,
    FacePose pose) {
  // Taken from FER2013's PublicTest faces, blurred, shrunk and dimmed: where the model begins to
  // guess (models/expression/card.md, "Robustness").
  private static final float LEAST_WIDTH = 20;
  private static final float FULL_WIDTH = 48;
  private static final float LEAST_SHARPNESS = 0.12f;
  private static final float FULL_SHARPNESS = 0.3f;
  private static final float LEAST_BRIGHTNESS = 12;
  private static final float MOST_BRIGHTNESS = 243;
  private static final float LEAST_CONTRAST = 6;
  private static final float FULL_CONTRAST = 20;
  // The same faces by their turn, and turned in the picture: models/expression/experiments.md,
  // "Pose".
  private static final float MOST_TURN = 0.4f;
  private static final float FULL_TURN = 0.2f;
  private static final float MOST_TILT = (float) Math.toRadians(50);
  private static final float FULL_TILT = (float) Math.toRadians(25);

  /** What a face that leaves nothing to wish for has. */
  public static final FaceQuality BEST =
      new FaceQuality(FULL_WIDTH, FULL_SHARPNESS, 128, FULL_CONTRAST, 1, new FacePose(0, 0));

  static FaceQuality of(FacePatch patch, FaceBox box) {
    return new FaceQuality(
        box.width(), patch.sharpness(), patch.mean(), patch.deviation(), box.score(), box.pose());
  }

  /** What is wrong with the face, worst first; {@link Flaw#NONE} where it can be read. */
  public Flaw flaw() {
    if (width < LEAST_WIDTH) {
      return Flaw.TOO_SMALL;
    }
    if (brightness < LEAST_BRIGHTNESS) {
      return Flaw.TOO_DARK;
    }
    if (brightness > MOST_BRIGHTNESS || contrast < LEAST_CONTRAST) {
      return Flaw.NO_CONTRAST;
    }
    if (sharpness < LEAST_SHARPNESS) {
      return Flaw.BLURRED;
    }
    // What is unknown is no flaw: comparing with what is no number is false.
    if (Math.abs(pose.turn()) > MOST_TURN) {
      return Flaw.TURNED_AWAY;
    }
    return Math.abs(pose.tilt()) > MOST_TILT ? Flaw.TILTED : Flaw.NONE;
  }

  /** How much the reading of this face counts against a perfect one, 0 (not at all) to 1. */
  public float weight() {
    if (flaw() != Flaw.NONE) {
      return 0;
    }
    return rise(width, LEAST_WIDTH, FULL_WIDTH)
        * rise(sharpness, LEAST_SHARPNESS, FULL_SHARPNESS)
        * rise(contrast, LEAST_CONTRAST, FULL_CONTRAST)
        * (pose.isKnown() ? straightness() : 1)
        * Math.clamp(confidence, 0.1f, 1f);
  }

  private float straightness() {
    return rise(-Math.abs(pose.turn()), -MOST_TURN, -FULL_TURN)
        * rise(-Math.abs(pose.tilt()), -MOST_TILT, -FULL_TILT);
  }

  /** From a tenth where a value is just enough to 1 where more would not help. */
  private static float rise(float value, float least, float full) {
    return Math.clamp(0.1f + 0.9f * (value - least) / (full - least), 0.1f, 1f);
  }

  /** Why a face can't be read. */
  public enum Flaw {
    /** It can be read. */
    NONE,
    /** It is too far away. */
    TOO_SMALL,
    /** There is too little light on it. */
    TOO_DARK,
    /** It is over-exposed or in fog. */
    NO_CONTRAST,
    /** It moves too fast or is out of focus. */
    BLURRED,
    /** It looks elsewhere. */
    TURNED_AWAY,
    /** It lies on its side, or the camera does. */
    TILTED
  }
}
