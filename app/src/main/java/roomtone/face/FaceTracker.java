package roomtone.face;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Follows faces from frame to frame by how much their boxes overlap, so that a visitor keeps one
 * number across a few missed frames.
 *
 * <p>A face counts once it was found in two frames, which keeps out what a detector sees for one
 * frame only. Uses no clock: time comes with the frames. For one thread.
 */
public final class FaceTracker {
  // A face that moved by a third of its width still overlaps by half.
  private static final float LEAST_OVERLAP = 0.3f;
  private static final int FRAMES_TO_COUNT = 2;

  private final long forgetAfterNanos;
  private final List<Track> tracks = new ArrayList<>();
  private final List<Track> free = new ArrayList<>();
  private int lastNumber;

  /** A tracker that has seen nobody. */
  public FaceTracker(FaceSettings settings) {
    forgetAfterNanos = settings.forgetAfter().toNanos();
  }

  /**
   * Takes the faces of the next frame and returns those that belong to counted visitors.
   *
   * @param boxes what the detector found
   * @param nanos when the frame was captured, on the monotonic clock, in nanoseconds
   */
  public List<Visitor> update(List<FaceBox> boxes, long nanos) {
    forget(nanos);
    if (boxes.isEmpty()) {
      return List.of();
    }
    free.clear();
    free.addAll(tracks);
    List<FaceBox> surestFirst = new ArrayList<>(boxes);
    surestFirst.sort((one, other) -> Float.compare(other.score(), one.score()));
    List<Visitor> visitors = new ArrayList<>(boxes.size());
    for (FaceBox box : surestFirst) {
      Track track = claim(box);
      track.box = box;
      track.seenNanos = nanos;
      track.frames++;
      if (track.frames >= FRAMES_TO_COUNT) {
        if (track.number == 0) {
          track.number = ++lastNumber;
        }
        visitors.add(new Visitor(track.number, box));
      }
    }
    return visitors;
  }

  /** Forgets everybody: the next faces are new visitors. */
  public void reset() {
    tracks.clear();
  }

  private Track claim(FaceBox box) {
    Track best = null;
    float bestOverlap = LEAST_OVERLAP;
    for (Track track : free) {
      float overlap = track.box.overlap(box);
      if (overlap >= bestOverlap) {
        best = track;
        bestOverlap = overlap;
      }
    }
    if (best == null) {
      best = new Track(box);
      tracks.add(best);
    } else {
      free.remove(best);
    }
    return best;
  }

  private void forget(long nanos) {
    for (Iterator<Track> each = tracks.iterator(); each.hasNext(); ) {
      if (nanos - each.next().seenNanos > forgetAfterNanos) {
        each.remove();
      }
    }
  }

  private static final class Track {
    FaceBox box;
    long seenNanos;
    int frames;
    int number;

    Track(FaceBox box) {
      this.box = box;
    }
  }
}
