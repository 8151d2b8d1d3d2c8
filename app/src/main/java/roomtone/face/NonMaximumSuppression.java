package roomtone.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of boxes that overlap, keeps the surest: one face, one box. */
final class NonMaximumSuppression {
  private NonMaximumSuppression() {}

  /**
   * The boxes that stay, surest first.
   *
   * @param largestOverlap two that stay overlap by this much at most (intersection over union)
   */
  static List<FaceBox> keep(List<FaceBox> boxes, float largestOverlap) {
    List<FaceBox> surestFirst = new ArrayList<>(boxes);
    surestFirst.sort(Comparator.comparingDouble(FaceBox::score).reversed());
    List<FaceBox> kept = new ArrayList<>();
    for (FaceBox box : surestFirst) {
      if (kept.stream().allMatch(other -> box.overlap(other) <= largestOverlap)) {
        kept.add(box);
      }
    }
    return kept;
  }
}
