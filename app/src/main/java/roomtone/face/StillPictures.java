package roomtone.face;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import roomtone.camera.Frame;

/**
 * Learns which faces are pictures on a wall: those whose place shows the same pixels for minutes.
 *
 * <p>What is compared is a fixed window of the frame, not the detector's box, which jitters. Even
 * somebody who sits still moves by a few hundredths of a face's width within a minute; a poster
 * does not. For one thread.
 */
final class StillPictures {
  // A shift by a fiftieth of the face's width brings a face's correlation with itself below this.
  private static final float SAME = 0.95f;
  private static final float SAME_PLACE = 0.5f;
  // A poster is hidden now and then by who walks past; a person is "hidden" most of the time.
  private static final int MOVES_ALLOWED = 5;
  private static final int LOOKS_FOR_EACH_MOVE = 10;
  private static final float STAYED = 1;
  private static final int MOST_CANDIDATES = 32;
  private static final long LONGEST_STEP = Duration.ofSeconds(1).toNanos();
  private static final long FORGET_AFTER = Duration.ofMinutes(10).toNanos();

  private final long learnAfterNanos;
  private final List<Candidate> candidates = new ArrayList<>();
  private final FacePatch now = new FacePatch();
  // A face that moves leaves a place every few frames, and a place's look takes 9 KB.
  private final List<FacePatch> spare = new ArrayList<>();

  StillPictures(Duration learnAfter) {
    learnAfterNanos = learnAfter.toNanos();
  }

  /** Looks at the faces of the next frame; returns the place of one that has proved a picture. */
  Optional<FaceBox> learn(List<Track> found, Frame frame) {
    for (int i = candidates.size() - 1; i >= 0; i--) {
      if (frame.nanos() - candidates.get(i).seenNanos > FORGET_AFTER) {
        drop(candidates.get(i));
      }
    }
    for (int i = 0; i < found.size(); i++) {
      Track track = found.get(i);
      if (track.travelled() >= STAYED) {
        continue;
      }
      Candidate candidate = candidate(track, frame);
      candidate.look(frame);
      if (candidate.moves()) {
        drop(candidate);
      } else if (candidate.stillNanos >= learnAfterNanos) {
        drop(candidate);
        return Optional.of(candidate.window);
      }
    }
    return Optional.empty();
  }

  private Candidate candidate(Track track, Frame frame) {
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.window.overlap(track.box()) >= SAME_PLACE) {
        return candidate;
      }
    }
    if (candidates.size() == MOST_CANDIDATES) {
      drop(candidates.getFirst());
    }
    FacePatch reference = spare.isEmpty() ? new FacePatch() : spare.removeLast();
    var candidate = new Candidate(track.box(), reference, frame);
    candidates.add(candidate);
    return candidate;
  }

  private void drop(Candidate candidate) {
    candidates.remove(candidate);
    spare.add(candidate.reference);
  }

  /** A place at which a face has been seen. */
  private final class Candidate {
    final FaceBox window;
    final FacePatch reference;
    long seenNanos;
    long stillNanos;
    int still;
    int moved;

    Candidate(FaceBox window, FacePatch reference, Frame frame) {
      this.window = window;
      this.reference = reference;
      reference.fill(frame, window);
      seenNanos = frame.nanos();
    }

    void look(Frame frame) {
      now.fill(frame, window);
      if (now.similarity(reference) >= SAME) {
        still++;
        stillNanos += Math.min(frame.nanos() - seenNanos, LONGEST_STEP);
      } else {
        moved++;
      }
      seenNanos = frame.nanos();
    }

    boolean moves() {
      return moved > MOVES_ALLOWED + still / LOOKS_FOR_EACH_MOVE;
    }
  }
}
