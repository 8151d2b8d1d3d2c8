package roomtone.face;

import java.nio.FloatBuffer;
import roomtone.camera.Frame;

/**
 * What can be said of a whole picture, for whoever sets the camera up.
 *
 * @param brightness mean of its pixels, 0 to 255
 * @param contrast standard deviation of its pixels, in grey steps
 * @param sharpness how much fine detail there is against the contrast, at 160 pixels across: 0.45
 *     in an ordinary photograph, below 0.08 where it is blurred by a fortieth of its width
 */
public record PictureQuality(float brightness, float contrast, float sharpness) {
  private static final int ACROSS = 160;
  // Of 600 photographs 1 in 100 is darker, brighter or flatter than these limits (by two to five
  // grey steps each); 3 in 100 have less detail, and 96 in 100 of the same photographs blurred.
  private static final float LEAST_BRIGHTNESS = 30;
  private static final float MOST_BRIGHTNESS = 235;
  private static final float LEAST_CONTRAST = 15;
  private static final float LEAST_SHARPNESS = 0.08f;

  /** Why a picture is of little use. */
  public enum Flaw {
    /** It can be used. */
    NONE,
    /** There is too little light. */
    TOO_DARK,
    /** There is too much light. */
    TOO_BRIGHT,
    /** It shows next to nothing. */
    FLAT,
    /** It is out of focus, or the lens is dirty. */
    BLURRED
  }

  /** Measures a frame. */
  public static PictureQuality of(Frame frame) {
    int width = Math.min(ACROSS, frame.width());
    int height = Math.max(1, Math.round((float) frame.height() * width / frame.width()));
    float[] pixels = new float[width * height];
    new AreaScaler(frame.width(), frame.height(), width, height)
        .scale(frame, FloatBuffer.wrap(pixels), 0, width, 1, 0);
    double sum = 0;
    double squares = 0;
    for (float value : pixels) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / pixels.length;
    double deviation = Math.sqrt(Math.max(0, squares / pixels.length - mean * mean));
    return new PictureQuality(
        (float) mean,
        (float) deviation,
        (float) (Detail.laplacian(pixels, width, height) / (deviation + 1)));
  }

  /** What is wrong with the picture, worst first; {@link Flaw#NONE} where it can be used. */
  public Flaw flaw() {
    if (brightness < LEAST_BRIGHTNESS) {
      return Flaw.TOO_DARK;
    }
    if (brightness > MOST_BRIGHTNESS) {
      return Flaw.TOO_BRIGHT;
    }
    if (contrast < LEAST_CONTRAST) {
      return Flaw.FLAT;
    }
    return sharpness < LEAST_SHARPNESS ? Flaw.BLURRED : Flaw.NONE;
  }
}
