package roomtone.face;

import java.util.ArrayList;
import java.util.List;

/** Of boxes that overlap, keeps the surest: one face, one box. */
final class NonMaximumSuppression {
  /** Two boxes that stay overlap by this much at most (intersection over union), as in training. */
  static final float LARGEST_OVERLAP = 0.4f;

  /** More boxes than this do not stay. */
  static final int MOST_FACES = 300;

  // What a lounge has in sight; more make the list grow.
  private static final int USUAL_FACES = 4;

  private NonMaximumSuppression() {}

  /** The boxes that stay, surest first; the candidates are used up. */
  static List<FaceBox> keep(Candidates candidates) {
    List<FaceBox> kept = new ArrayList<>(USUAL_FACES);
    int surest = candidates.surest();
    while (surest >= 0 && kept.size() < MOST_FACES) {
      kept.add(candidates.box(surest));
      candidates.drop(surest, LARGEST_OVERLAP);
      surest = candidates.surest();
    }
    return kept;
  }
}
