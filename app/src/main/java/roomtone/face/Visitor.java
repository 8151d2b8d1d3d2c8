package roomtone.face;

/**
 * A face in one frame and whose it is.
 *
 * @param number a visitor's number while in sight, from 1; it lives in memory only and is never
 *     stored or shown
 * @param box where the face is now
 * @param quality how well it can be read
 */
public record Visitor(int number, FaceBox box, FaceQuality quality) {}
