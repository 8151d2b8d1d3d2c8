package roomtone.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the camera can and can't use of one picture, without the picture. Immutable.
 *
 * @param width of the picture, in pixels
 * @param height of the picture
 * @param light what is wrong with the picture as a whole
 * @param leastFace how many pixels high a face must be
 * @param faces all that were found
 * @param hidden the areas that are never looked at, as the settings write them
 */
public record AimView(
    int width, int height, Light light, int leastFace, List<Face> faces, List<String> hidden) {
  /** Copies the lists. */
  public AimView {
    faces = List.copyOf(faces);
    hidden = List.copyOf(hidden);
  }

  /** Whether a picture can be used. */
  public enum Light {
    /** It can. */
    GOOD,
    /** There is too little light. */
    TOO_DARK,
    /** There is too much light. */
    TOO_BRIGHT,
    /** It shows next to nothing. */
    FLAT,
    /** It is out of focus, or the lens is dirty. */
    BLURRED
  }

  /** Whether a face can be used, and if not, why. */
  public enum Use {
    /** Its expression can be read. */
    READ,
    /** It is too far away. */
    TOO_SMALL,
    /** There is too little light on it. */
    TOO_DARK,
    /** The light comes from behind. */
    BACK_LIT,
    /** It is over-exposed or in fog. */
    NO_CONTRAST,
    /** It moves too fast or is out of focus. */
    BLURRED,
    /** It looks elsewhere. */
    TURNED_AWAY,
    /** It lies on its side, or the camera does. */
    TILTED,
    /** It was found only just now. */
    NEW,
    /** It is a picture's or on a screen. */
    NO_GUEST
  }

  /**
   * A face's place and use. It has no number: nothing connects it with a face of another picture.
   *
   * @param left edge, as a share of the picture's width
   * @param top edge, as a share of the picture's height
   * @param width as a share of the picture's width
   * @param height as a share of the picture's height
   * @param pixels its height in pixels
   * @param tilt how far the eyes are from level in degrees, positive clockwise; null where unknown
   * @param use whether it can be used
   */
  public record Face(
      float left,
      float top,
      float width,
      float height,
      int pixels,
      @Nullable Integer tilt,
      Use use) {}
}
