package roomtone.face;

/**
 * A face in one frame, whether it counts or not, for whoever sets the camera up.
 *
 * @param box where it is
 * @param quality how well it can be read
 * @param surroundings mean brightness around it, 0 to 255
 * @param standing whether it counts
 */
public record SeenFace(FaceBox box, FaceQuality quality, float surroundings, Standing standing) {
  // Exposure is measured over the whole picture: a window behind a face leaves the face in the
  // dark.
  private static final float DARK = 70;
  private static final float TIMES_BRIGHTER = 2;

  /** Whether a face counts. */
  public enum Standing {
    /** It is a visitor's. */
    VISITOR,
    /** It was found in one frame only so far. */
    NEW,
    /** It is smaller than the settings want. */
    TOO_SMALL,
    /** It is a picture's or on a screen. */
    IGNORED
  }

  /** Whether the light comes from behind. */
  public boolean isBackLit() {
    return quality.brightness() < DARK && surroundings > TIMES_BRIGHTER * quality.brightness();
  }
}
