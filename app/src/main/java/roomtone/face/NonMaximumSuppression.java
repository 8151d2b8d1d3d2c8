package roomtone.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of boxes that overlap, keeps the surest: one face, one box. */
final class NonMaximumSuppression {
  /** Two boxes that stay overlap by this much at most (intersection over union), as in training. */
  static final float LARGEST_OVERLAP = 0.4f;

  /** Of more boxes than this the others are not even looked at. */
  static final int MOST_CANDIDATES = 300;

  private static final Comparator<FaceBox> SUREST_FIRST =
      Comparator.comparingDouble(FaceBox::score).reversed();

  private NonMaximumSuppression() {}

  /** The boxes that stay, surest first. */
  static List<FaceBox> keep(List<FaceBox> boxes) {
    List<FaceBox> surestFirst = new ArrayList<>(boxes);
    surestFirst.sort(SUREST_FIRST);
    List<FaceBox> kept = new ArrayList<>();
    for (FaceBox box : surestFirst.subList(0, Math.min(MOST_CANDIDATES, boxes.size()))) {
      if (isApart(box, kept)) {
        kept.add(box);
      }
    }
    return kept;
  }

  // By index: this is asked for every candidate of every frame, and an iterator each would add up.
  private static boolean isApart(FaceBox box, List<FaceBox> kept) {
    for (int i = 0; i < kept.size(); i++) {
      if (box.overlap(kept.get(i)) > LARGEST_OVERLAP) {
        return false;
      }
    }
    return true;
  }
}
