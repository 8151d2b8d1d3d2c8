package roomtone.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Counts what one detector found in many pictures. For one thread. */
final class FaceTally {
  private static final int[] HEIGHTS = {20, 40, 60};

  private final List<FaceMatch.Found> faces = new ArrayList<>();
  private final List<FaceMatch.Counted> boxes = new ArrayList<>();
  private final List<FaceMatch.Counted> boxesOnEmpty = new ArrayList<>();
  private int pictures;
  private int emptyPictures;

  /** Counts one picture. */
  void add(MarkedPicture picture, FaceMatch match) {
    faces.addAll(match.found());
    boxes.addAll(match.boxes());
    if (picture.isEmpty()) {
      emptyPictures++;
      boxesOnEmpty.addAll(match.boxes());
    } else {
      pictures++;
    }
  }

  /**
   * All figures at one threshold.
   *
   * @param threshold from 0 to 1; boxes below it count for the average precision only
   */
  Map<String, Object> figures(float threshold) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("threshold", Double.valueOf(Float.toString(threshold)));
    figures.put("recall", recalls(threshold, _ -> true));
    Map<String, Object> bands = new LinkedHashMap<>();
    bands.put("20-40", share(threshold, found -> between(found, 20, 40)).value());
    bands.put("40-60", share(threshold, found -> between(found, 40, 60)).value());
    bands.put("60+", share(threshold, found -> between(found, 60, Float.MAX_VALUE)).value());
    figures.put("recallByBand", bands);
    Map<String, Object> byClass = new LinkedHashMap<>();
    for (String kind : kinds()) {
      byClass.put(kind, recalls(threshold, found -> found.face().kind().equals(kind)));
    }
    figures.put("recallByClass", byClass);
    Map<String, Object> intervals = new LinkedHashMap<>();
    Map<String, Object> counts = new LinkedHashMap<>();
    for (int height : HEIGHTS) {
      Share share = share(threshold, found -> between(found, height, Float.MAX_VALUE));
      intervals.put("h" + height, List.of(share.low(), share.high()));
      counts.put("h" + height, count(found -> between(found, height, Float.MAX_VALUE)));
    }
    figures.put("recallInterval95", intervals);
    figures.put("faces", counts);
    long wrong = wrong(boxes, threshold);
    long wrongOnEmpty = wrong(boxesOnEmpty, threshold);
    figures.put("pictures", pictures);
    figures.put("picturesWithoutPeople", emptyPictures);
    figures.put("falsePositivesPerPicture", (double) wrong / Math.max(1, pictures + emptyPictures));
    figures.put("falsePositivesOnEmpty", wrongOnEmpty);
    figures.put("averagePrecision", averagePrecision());
    return figures;
  }

  private Map<String, Object> recalls(float threshold, Predicate<FaceMatch.Found> which) {
    Map<String, Object> recalls = new LinkedHashMap<>();
    for (int height : HEIGHTS) {
      Predicate<FaceMatch.Found> high = found -> between(found, height, Float.MAX_VALUE);
      recalls.put("h" + height, share(threshold, high.and(which)).value());
    }
    return recalls;
  }

  private Share share(float threshold, Predicate<FaceMatch.Found> which) {
    return Share.of(count(which.and(found -> found.score() >= threshold)), count(which));
  }

  private long count(Predicate<FaceMatch.Found> which) {
    return faces.stream().filter(which).count();
  }

  private static boolean between(FaceMatch.Found found, float least, float below) {
    float height = found.face().box().height();
    return height >= least && height < below;
  }

  private Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    faces.forEach(found -> kinds.add(found.face().kind()));
    return kinds;
  }

  private static long wrong(List<FaceMatch.Counted> boxes, float threshold) {
    return boxes.stream().filter(box -> !box.right() && box.box().score() >= threshold).count();
  }

  /** The area under precision against recall, precision made monotonous (VOC 2010). */
  double averagePrecision() {
    List<FaceMatch.Counted> surestFirst =
        boxes.stream()
            .sorted(
                Comparator.comparingDouble((FaceMatch.Counted each) -> each.box().score())
                    .reversed())
            .toList();
    int right = (int) surestFirst.stream().filter(FaceMatch.Counted::right).count();
    double best = 0;
    double sum = 0;
    for (int i = surestFirst.size(); i > 0; i--) {
      if (surestFirst.get(i - 1).right()) {
        best = Math.max(best, (double) right / i);
        sum += best;
        right--;
      }
    }
    return faces.isEmpty() ? 0 : sum / faces.size();
  }
}
