package roomtone.face;

import java.util.Locale;

/**
 * A part of the picture in which faces don't count, because they are no visitors'. Positions are
 * shares of the picture's width and height, 0 to 1, from its top left corner.
 *
 * @param id its number, from 1
 * @param kind what hangs there
 * @param left edge
 * @param top edge
 * @param width of the area
 * @param height of the area
 * @param sinceEpochMillis when it was learnt, in milliseconds since 1970
 */
public record IgnoredArea(
    int id, Kind kind, float left, float top, float width, float height, long sinceEpochMillis) {
  /** What shows faces without being a visitor. */
  public enum Kind {
    /** A poster or photograph: a face that never moves. */
    PICTURE,
    /** A television or monitor: faces that replace each other from one moment to the next. */
    SCREEN;

    /** The word for the API: {@code "picture"}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static IgnoredArea of(
      int id, Kind kind, FaceBox box, int frameWidth, int frameHeight, long epochMillis) {
    return new IgnoredArea(
        id,
        kind,
        box.x() / frameWidth,
        box.y() / frameHeight,
        box.width() / frameWidth,
        box.height() / frameHeight,
        epochMillis);
  }

  /** The same area in pixels of a frame. */
  FaceBox in(int frameWidth, int frameHeight) {
    return new FaceBox(
        left * frameWidth, top * frameHeight, width * frameWidth, height * frameHeight, 1);
  }
}
