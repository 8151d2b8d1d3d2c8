package roomtone.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import roomtone.camera.CameraException;
import roomtone.camera.PictureReader;
import roomtone.face.FaceBox;
import roomtone.face.FaceDetector;

/**
 * Measures a detector on photographs: {@code images.csv} and {@code annotations.csv} name the
 * pictures and the faces in them.
 *
 * <p>A face counts as found where a box overlaps it by half (intersection over union). Regions
 * marked to be ignored neither count as faces nor as false positives.
 */
public final class FaceEvaluation {
  private static final float FOUND_OVERLAP = 0.5f;
  private static final int LARGEST_PICTURE = 1280;

  private final FaceDetector detector;

  /** An evaluation of one detector. */
  public FaceEvaluation(FaceDetector detector) {
    this.detector = detector;
  }

  /** A face that somebody marked. */
  private record Marked(FaceBox box, boolean ignored) {}

  /**
   * Looks at {@code count} pictures, chosen by a seed, in which there are faces of at least {@code
   * smallest} pixels, and as many without people.
   */
  public Map<String, Object> run(
      Path folder, int count, int smallest, long seed, IntConsumer progress)
      throws EvaluationException {
    Map<String, List<Marked>> marked = annotations(folder.resolve("annotations.csv"));
    List<String> withFaces = new ArrayList<>();
    List<String> withoutFaces = new ArrayList<>();
    for (String[] row : rows(folder.resolve("images.csv"), "image,width,height,faces")) {
      List<Marked> faces = marked.getOrDefault(row[0], List.of());
      if (faces.isEmpty()) {
        withoutFaces.add(row[0]);
      } else if (faces.stream().anyMatch(face -> counts(face, smallest))) {
        withFaces.add(row[0]);
      }
    }
    var random = new Random(seed);
    Collections.shuffle(withFaces, random);
    Collections.shuffle(withoutFaces, random);
    var reader = new PictureReader(LARGEST_PICTURE);
    int faces = 0;
    int found = 0;
    int wrong = 0;
    int pictures = Math.min(count, withFaces.size());
    for (int i = 0; i < pictures; i++) {
      String name = withFaces.get(i);
      List<Marked> truth = marked.getOrDefault(name, List.of());
      List<FaceBox> boxes = detect(reader, folder.resolve(name));
      for (Marked face : truth) {
        if (counts(face, smallest)) {
          faces++;
          found += overlapsAny(face.box(), boxes, FOUND_OVERLAP) ? 1 : 0;
        }
      }
      wrong += (int) boxes.stream().filter(box -> isFalse(box, truth)).count();
      progress.accept(i + 1);
    }
    int empty = Math.min(count, withoutFaces.size());
    int wrongOnEmpty = 0;
    for (int i = 0; i < empty; i++) {
      wrongOnEmpty += detect(reader, folder.resolve(withoutFaces.get(i))).size();
      progress.accept(pictures + i + 1);
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("detector", detector.description());
    figures.put("seed", seed);
    figures.put("pictures", pictures);
    figures.put("smallestFace", smallest);
    figures.put("faces", faces);
    figures.put("found", found);
    figures.put("recall", faces == 0 ? 0 : (double) found / faces);
    figures.put("falsePositives", wrong);
    figures.put("picturesWithoutPeople", empty);
    figures.put("falsePositivesOnEmpty", wrongOnEmpty);
    return figures;
  }

  private List<FaceBox> detect(PictureReader reader, Path picture) throws EvaluationException {
    try {
      return detector.detect(reader.read(picture));
    } catch (CameraException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean counts(Marked face, int smallest) {
    return !face.ignored() && face.box().height() >= smallest;
  }

  private static boolean isFalse(FaceBox box, List<Marked> truth) {
    return truth.stream()
        .noneMatch(face ->
            box.overlap(face.box()) >= FOUND_OVERLAP
                || (face.ignored() && box.overlap(face.box()) > 0));
  }

  private static boolean overlapsAny(FaceBox face, List<FaceBox> boxes, float least) {
    return boxes.stream().anyMatch(box -> box.overlap(face) >= least);
  }

  private static Map<String, List<Marked>> annotations(Path file) throws EvaluationException {
    Map<String, List<Marked>> marked = new HashMap<>();
    for (String[] row : rows(file, "image,x,y,w,h,ignore")) {
      try {
        float width = Float.parseFloat(row[3]);
        float height = Float.parseFloat(row[4]);
        var box = new FaceBox(Float.parseFloat(row[1]), Float.parseFloat(row[2]), width, height, 1);
        marked
            .computeIfAbsent(row[0], _ -> new ArrayList<>())
            .add(new Marked(box, row[5].equals("1")));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new EvaluationException(
            "%s has a row that can't be read: %s.".formatted(file, String.join(",", row)), e);
      }
    }
    return marked;
  }

  private static List<String[]> rows(Path file, String header) throws EvaluationException {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.getFirst().startsWith(header)) {
        throw new EvaluationException(
            "%s does not begin with the columns %s.".formatted(file, header));
      }
      return lines.stream()
          .skip(1)
          .filter(line -> !line.isBlank())
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new EvaluationException("%s can't be read: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
