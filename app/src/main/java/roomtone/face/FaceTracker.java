package roomtone.face;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import roomtone.camera.Frame;
import roomtone.inference.ModelException;

/**
 * Follows faces from frame to frame by where they are and where they were going, so that a visitor
 * keeps one number across missed frames and short occlusions.
 *
 * <p>A face counts once it was found in two frames and a second look confirms it: that keeps out
 * furniture that is almost a face, and what a detector sees for one frame only. What is not
 * confirmed is looked at again a little later. Nothing about a face's looks decides whose it is.
 * Uses no clock: time comes with the frames. For one thread. Lists are walked by index here and in
 * what it calls, since an iterator each would be most of what a frame allocates.
 */
public final class FaceTracker {
  // A face that moved by a third of its width still overlaps by half.
  private static final float LEAST_OVERLAP = 0.3f;
  // Who was missed may be farther off: this many widths at once, and more for each second.
  private static final float REACH = 0.6f;
  private static final float REACH_A_SECOND = 1.2f;
  private static final float MOST_GROWTH = 1.6f;
  private static final int FRAMES_TO_COUNT = 2;
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

  private final long forgetAfterNanos;
  private final IgnoredAreas areas;
  private final SecondLook secondLook;
  private final int smallestFace;
  private final List<Track> tracks = new ArrayList<>();
  private final List<Track> free = new ArrayList<>();
  private final List<Track> spare = new ArrayList<>();
  private final List<Track> found = new ArrayList<>();
  private final List<FaceBox> left = new ArrayList<>();
  private int lastNumber;

  /**
   * A tracker that has seen nobody.
   *
   * @param areas places whose faces are not visitors; it learns from what the tracker sees
   * @param secondLook must confirm a face once ({@link FaceDetector#confirms})
   */
  public FaceTracker(FaceSettings settings, IgnoredAreas areas, SecondLook secondLook) {
    this.areas = areas;
    this.secondLook = secondLook;
    smallestFace = settings.smallestFace();
    forgetAfterNanos = settings.forgetAfter().toNanos();
  }

  /**
   * Takes the faces of the next frame and returns those that belong to counted visitors.
   *
   * @param boxes what the detector found in it
   * @throws ModelException if the second look fails
   */
  public List<Visitor> update(List<FaceBox> boxes, Frame frame) throws ModelException {
    forget(frame);
    areas.watch(found, boxes, frame);
    found.clear();
    if (boxes.isEmpty()) {
      return List.of();
    }
    free.clear();
    for (int i = 0; i < tracks.size(); i++) {
      free.add(tracks.get(i));
    }
    left.clear();
    for (int i = 0; i < boxes.size(); i++) {
      left.add(boxes.get(i));
    }
    left.sort((one, other) -> Float.compare(other.score(), one.score()));
    // Overlap first, for all: only what it leaves over may be somebody who was missed.
    claim(frame, FaceTracker::overlap);
    claim(frame, FaceTracker::nearness);
    for (int i = 0; i < left.size(); i++) {
      begin(left.get(i), frame);
    }
    areas.watch(found, frame);
    List<Visitor> visitors = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Track track = found.get(i);
      if (track.frames() >= FRAMES_TO_COUNT
          && isLarge(track)
          && !areas.ignores(track, frame)
          && counts(track, frame)) {
        visitors.add(new Visitor(track.number(), track.box(), track.quality()));
      }
    }
    return visitors;
  }

  private boolean counts(Track track, Frame frame) throws ModelException {
    if (track.number() == 0
        && track.isDue(frame.nanos(), LOOK_AGAIN_NANOS)
        && secondLook.confirms(frame, track.box())) {
      track.count(++lastNumber);
    }
    return track.number() != 0;
  }

  private void forget(Frame frame) {
    for (int i = tracks.size() - 1; i >= 0; i--) {
      if (frame.nanos() - tracks.get(i).seenNanos() > forgetAfterNanos) {
        spare.add(tracks.remove(i));
      }
    }
  }

  private void begin(FaceBox box, Frame frame) {
    Track track;
    if (spare.isEmpty()) {
      track = new Track(box, frame.nanos());
    } else {
      track = spare.removeLast();
      track.begin(box, frame.nanos());
    }
    tracks.add(track);
    follow(track, box, frame);
  }

  private boolean isLarge(Track track) {
    return track.box().height() >= smallestFace;
  }

  /**
   * All faces of the frame that was taken last, those that do not count too.
   *
   * @param frame that frame
   */
  public List<SeenFace> seen(Frame frame) {
    List<SeenFace> seen = new ArrayList<>(found.size());
    for (Track track : found) {
      SeenFace.Standing standing = SeenFace.Standing.VISITOR;
      if (areas.ignores(track, frame)) {
        standing = SeenFace.Standing.IGNORED;
      } else if (!isLarge(track)) {
        standing = SeenFace.Standing.TOO_SMALL;
      } else if (track.number() == 0) {
        standing = SeenFace.Standing.NEW;
      }
      seen.add(new SeenFace(track.box(), track.quality(), track.surroundings(), standing));
    }
    return seen;
  }

  /** The height from which on a face counts, in pixels of the frame. */
  public int smallestFace() {
    return smallestFace;
  }

  /** Forgets everybody: the next faces are new visitors. */
  public void reset() {
    spare.addAll(tracks);
    tracks.clear();
    found.clear();
  }

  /** How well a track fits a box, more than 0; 0 where it can't be the same face. */
  private interface Fit {
    float of(Track track, FaceBox box, long nanos);
  }

  private void claim(Frame frame, Fit fit) {
    for (int next = 0; next < left.size(); ) {
      FaceBox box = left.get(next);
      int best = -1;
      float bestFit = 0;
      for (int i = 0; i < free.size(); i++) {
        float value = fit.of(free.get(i), box, frame.nanos());
        if (value > bestFit) {
          best = i;
          bestFit = value;
        }
      }
      if (best < 0) {
        next++;
      } else {
        left.remove(next);
        follow(free.remove(best), box, frame);
      }
    }
  }

  private void follow(Track track, FaceBox box, Frame frame) {
    track.follow(box, frame);
    found.add(track);
  }

  private static float overlap(Track track, FaceBox box, long nanos) {
    float overlap = track.overlap(box, nanos);
    return overlap >= LEAST_OVERLAP ? overlap : 0;
  }

  private static float nearness(Track track, FaceBox box, long nanos) {
    float growth = box.width() / track.box().width();
    if (growth > MOST_GROWTH || growth < 1 / MOST_GROWTH) {
      return 0;
    }
    float seconds = (nanos - track.seenNanos()) / 1e9f;
    float reach = track.box().width() * (REACH + REACH_A_SECOND * seconds);
    return Math.max(0, 1 - track.distance(box, nanos) / reach);
  }
}
