package roomtone.face;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import roomtone.camera.Frame;

/**
 * Learns where a television hangs: where a face and all that is around it are replaced from one
 * frame to the next, again and again, while the rest of the room stays as it is.
 *
 * <p>That is a film's cut. A visitor turns, leaves or is hidden over several frames, and the wall
 * behind stays; who walks quickly is another picture at the same place, but the same face beside
 * it. For one thread.
 */
final class Screens {
  private static final float CUT = 0.6f;
  // Of two people's faces 2.4 % are so much alike, of one that moved and blurs 95 %.
  private static final float SAME_FACE = 0.5f;
  // Less of the whole picture stays the same where the light is switched or the camera moved.
  private static final float ROOM_STAYS = 0.8f;
  private static final int CUTS = 8;
  private static final long MEMORY = Duration.ofMinutes(15).toNanos();
  private static final long LEAST_SPAN = Duration.ofSeconds(20).toNanos();
  private static final float LARGEST_SHARE = 0.5f;
  private static final float NEAR = 3;

  private final Deque<Cut> cuts = new ArrayDeque<>();
  private final FacePatch room = new FacePatch();
  private final FacePatch roomNow = new FacePatch();
  private final FacePatch faceNow = new FacePatch();
  private boolean started;

  private record Cut(FaceBox box, long nanos) {}

  /**
   * Looks at the next frame; returns the place of a television once there is enough evidence.
   *
   * @param before the faces that were found in the frame before, not yet followed into this one
   * @param boxes what the detector found in this frame
   */
  Optional<FaceBox> learn(List<Track> before, List<FaceBox> boxes, Frame frame) {
    while (!cuts.isEmpty() && frame.nanos() - cuts.getFirst().nanos > MEMORY) {
      cuts.removeFirst();
    }
    roomNow.fill(frame);
    boolean roomStays = started && roomNow.similarity(room) >= ROOM_STAYS;
    room.copy(roomNow);
    started = true;
    if (!roomStays) {
      return Optional.empty();
    }
    for (int i = 0; i < before.size(); i++) {
      Track track = before.get(i);
      if (isFaceNear(track, boxes)
          && track.changeBy(frame, faceNow) >= CUT
          && !hasMoved(track, boxes, frame)) {
        cuts.add(new Cut(track.box(), frame.nanos()));
        Optional<FaceBox> screen = screenAround(track.box(), frame);
        if (screen.isPresent()) {
          cuts.clear();
          return screen;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isFaceNear(Track track, List<FaceBox> boxes) {
    for (int i = 0; i < boxes.size(); i++) {
      if (track.isNear(boxes.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasMoved(Track track, List<FaceBox> boxes, Frame frame) {
    for (int i = 0; i < boxes.size(); i++) {
      if (track.isNear(boxes.get(i)) && track.likeness(frame, boxes.get(i), faceNow) >= SAME_FACE) {
        return true;
      }
    }
    return false;
  }

  private Optional<FaceBox> screenAround(FaceBox newest, Frame frame) {
    float left = newest.x();
    float top = newest.y();
    float right = newest.x() + newest.width();
    float bottom = newest.y() + newest.height();
    int count = 0;
    long first = frame.nanos();
    for (Cut cut : cuts) {
      if (cut.box.distance(newest) <= NEAR * Math.max(cut.box.width(), newest.width())) {
        left = Math.min(left, cut.box.x());
        top = Math.min(top, cut.box.y());
        right = Math.max(right, cut.box.x() + cut.box.width());
        bottom = Math.max(bottom, cut.box.y() + cut.box.height());
        first = Math.min(first, cut.nanos);
        count++;
      }
    }
    boolean proved =
        count >= CUTS
            && frame.nanos() - first >= LEAST_SPAN
            && right - left <= LARGEST_SHARE * frame.width()
            && bottom - top <= LARGEST_SHARE * frame.height();
    return proved
        ? Optional.of(new FaceBox(left, top, right - left, bottom - top, 1))
        : Optional.empty();
  }
}
