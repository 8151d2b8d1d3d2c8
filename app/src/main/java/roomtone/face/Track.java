package roomtone.face;

import roomtone.camera.Frame;

/** One face that is followed from frame to frame. For one thread. */
final class Track {
  // A neighbourhood twice as wide as the face shows whether the whole scene changed or the face.
  private static final float NEIGHBOURHOOD = 2;
  // How fast the velocity follows: a head does not change its direction within a frame.
  private static final float VELOCITY_WEIGHT = 0.5f;

  private final FacePatch face = new FacePatch();
  private final FacePatch around = new FacePatch();
  private FaceBox born;
  private FaceBox box;
  private FaceQuality quality = FaceQuality.BEST;
  private float velocityX;
  private float velocityY;
  private float travelled;
  private long seenNanos;
  private long dueNanos;
  private int frames;
  private int number;

  Track(FaceBox box, long nanos) {
    this.box = box;
    born = box;
    seenNanos = nanos;
    dueNanos = nanos;
  }

  /** Follows another face from now on, in the same memory: a face's looks take 18 KB. */
  void begin(FaceBox other, long nanos) {
    box = other;
    born = other;
    quality = FaceQuality.BEST;
    velocityX = 0;
    velocityY = 0;
    travelled = 0;
    seenNanos = nanos;
    frames = 0;
    number = 0;
    dueNanos = nanos;
  }

  /** Takes the face's place in the next frame in which it was found. */
  void follow(FaceBox next, Frame frame) {
    float seconds = (frame.nanos() - seenNanos) / 1e9f;
    if (seconds > 0) {
      velocityX += VELOCITY_WEIGHT * ((next.centreX() - box.centreX()) / seconds - velocityX);
      velocityY += VELOCITY_WEIGHT * ((next.centreY() - box.centreY()) / seconds - velocityY);
    }
    box = next;
    face.fill(frame, box);
    around.fillAround(frame, box, NEIGHBOURHOOD);
    quality = FaceQuality.of(face, box);
    travelled = Math.max(travelled, born.distance(box) / born.width());
    seenNanos = frame.nanos();
    frames++;
  }

  /**
   * How much the neighbourhood of where it was found last has changed since: 0 not at all, 1
   * entirely, up to 2 for the negative.
   *
   * @param now where to put what it shows in the frame
   */
  float changeBy(Frame frame, FacePatch now) {
    now.fillAround(frame, box, NEIGHBOURHOOD);
    return 1 - now.similarity(around);
  }

  /**
   * How much a face in this frame looks as this one did last; 1 for the same picture, about 0 for
   * another face.
   *
   * @param now where to put what the other looks like
   */
  float likeness(Frame frame, FaceBox other, FacePatch now) {
    now.fill(frame, other);
    return now.similarity(face);
  }

  /** Mean brightness around the face, 0 to 255, where it was found last. */
  float surroundings() {
    float areas = NEIGHBOURHOOD * NEIGHBOURHOOD;
    return (areas * around.mean() - face.mean()) / (areas - 1);
  }

  /** Whether another face is in the neighbourhood: the face and half as much on each side. */
  boolean isNear(FaceBox other) {
    return box.reaches(other, NEIGHBOURHOOD);
  }

  /** Whether it was not asked for so long; asking begins the time anew. */
  boolean isDue(long nanos, long intervalNanos) {
    if (nanos - dueNanos < 0) {
      return false;
    }
    dueNanos = nanos + intervalNanos;
    return true;
  }

  /** Gives the face a number. */
  void count(int visitor) {
    number = visitor;
  }

  /** How much it overlaps, where it was or where it should be now if it moves on as it did. */
  float overlap(FaceBox other, long nanos) {
    float seconds = (nanos - seenNanos) / 1e9f;
    return Math.max(
        box.overlap(other), box.overlap(velocityX * seconds, velocityY * seconds, other));
  }

  /** How far off it is, in pixels, from where it was or should be now. */
  float distance(FaceBox other, long nanos) {
    float seconds = (nanos - seenNanos) / 1e9f;
    return Math.min(
        box.distance(other), box.distance(velocityX * seconds, velocityY * seconds, other));
  }

  /** Where it was found last. */
  FaceBox box() {
    return box;
  }

  FaceQuality quality() {
    return quality;
  }

  /** When it was found last, in nanoseconds of the frames' clock. */
  long seenNanos() {
    return seenNanos;
  }

  /** In how many frames it was found. */
  int frames() {
    return frames;
  }

  /** The visitor's number; 0 before the face counts. */
  int number() {
    return number;
  }

  /** How far it has ever been from where it was found first, in widths of the face then. */
  float travelled() {
    return travelled;
  }
}
