package roomtone.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import roomtone.face.FaceBox;

/**
 * Which boxes of a detector find which faces of one picture: the surest box first, each face once,
 * where they overlap by half (intersection over union).
 *
 * <p>A box that finds nothing but lies half inside an ignored region counts as nothing. So does one
 * on a face below {@value #LEAST_HEIGHT} pixels, and that face.
 *
 * @param found of each face of the picture that counts: the score of the box that found it, −1
 *     where none did
 * @param boxes all boxes that count, the surest first
 */
record FaceMatch(List<Found> found, List<Counted> boxes) {
  static final float LEAST_HEIGHT = 20;
  private static final float FOUND_OVERLAP = 0.5f;

  FaceMatch {
    found = List.copyOf(found);
    boxes = List.copyOf(boxes);
  }

  /** A face and how sure the box was that found it. */
  record Found(MarkedPicture.Face face, float score) {}

  /** A box and whether it found a face. */
  record Counted(FaceBox box, boolean right) {}

  static FaceMatch of(MarkedPicture picture, List<FaceBox> detected) {
    List<MarkedPicture.Face> faces =
        picture.faces().stream().filter(face -> !face.ignored()).toList();
    float[] scores = new float[faces.size()];
    Arrays.fill(scores, -1);
    List<Counted> boxes = new ArrayList<>();
    for (FaceBox box :
        detected.stream().sorted(Comparator.comparingDouble(FaceBox::score).reversed()).toList()) {
      int face = best(box, faces, scores);
      if (face >= 0) {
        scores[face] = box.score();
        if (counts(faces.get(face))) {
          boxes.add(new Counted(box, true));
        }
      } else if (!isIgnored(box, picture)) {
        boxes.add(new Counted(box, false));
      }
    }
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      if (counts(faces.get(i))) {
        found.add(new Found(faces.get(i), scores[i]));
      }
    }
    return new FaceMatch(found, boxes);
  }

  /** The face, not found yet, that the box overlaps most, at least by half; −1 if there is none. */
  private static int best(FaceBox box, List<MarkedPicture.Face> faces, float[] scores) {
    int best = -1;
    float most = FOUND_OVERLAP;
    for (int i = 0; i < scores.length; i++) {
      float overlap = scores[i] < 0 ? box.overlap(faces.get(i).box()) : 0;
      if (overlap >= most) {
        best = i;
        most = Math.nextUp(overlap);
      }
    }
    return best;
  }

  private static boolean counts(MarkedPicture.Face face) {
    return face.box().height() >= LEAST_HEIGHT;
  }

  private static boolean isIgnored(FaceBox box, MarkedPicture picture) {
    return picture.faces().stream()
        .anyMatch(face -> face.ignored() && box.shareInside(face.box()) >= FOUND_OVERLAP);
  }
}
