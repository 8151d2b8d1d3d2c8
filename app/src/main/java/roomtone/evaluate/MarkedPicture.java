package roomtone.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import roomtone.face.FaceBox;
import roomtone.system.FileTrouble;

/**
 * A picture in which people marked the faces. Immutable.
 *
 * @param name its path within the folder of pictures
 * @param faces what was marked; empty where nobody is in the picture
 */
record MarkedPicture(String name, List<Face> faces) {
  MarkedPicture {
    faces = List.copyOf(faces);
  }

  /**
   * One mark.
   *
   * @param box where, in pixels of the picture
   * @param ignored whether it is a region that counts as nothing
   * @param kind the class that was marked: {@code "bare"}, {@code "masked"}
   */
  record Face(FaceBox box, boolean ignored, String kind) {}

  /** Whether nobody is in it. */
  boolean isEmpty() {
    return faces.isEmpty();
  }

  /**
   * The pictures of a folder with their marks.
   *
   * @param images the folder; its {@code images.csv}, or one beside the annotations, names the
   *     pictures without people too
   * @param annotations rows of {@code image,x,y,w,h,ignore,class}
   */
  static List<MarkedPicture> read(Path images, Path annotations) throws EvaluationException {
    Map<String, List<Face>> marked = new LinkedHashMap<>();
    for (String[] row : rows(annotations, "image,x,y,w,h,ignore,class")) {
      marked.computeIfAbsent(row[0], _ -> new ArrayList<>()).addAll(face(row, annotations));
    }
    Path beside = annotations.resolveSibling("images.csv");
    Path list = Files.exists(beside) ? beside : images.resolve("images.csv");
    if (Files.exists(list)) {
      for (String[] row : rows(list, "image,")) {
        marked.computeIfAbsent(row[0], _ -> List.of());
      }
    }
    if (marked.isEmpty()) {
      throw new EvaluationException("%s names no pictures.".formatted(annotations));
    }
    return marked.entrySet().stream()
        .map(entry -> new MarkedPicture(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The row's face; none where it has no area, as a mark at the picture's edge may. */
  private static List<Face> face(String[] row, Path file) throws EvaluationException {
    try {
      float width = Float.parseFloat(row[3]);
      float height = Float.parseFloat(row[4]);
      if (!(width > 0 && height > 0)) {
        return List.of();
      }
      var box = new FaceBox(Float.parseFloat(row[1]), Float.parseFloat(row[2]), width, height, 1);
      return List.of(new Face(box, row[5].equals("1"), row[6]));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new EvaluationException(
          "%s has a row that can't be read: %s.".formatted(file, String.join(",", row)), e);
    }
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
      throw new EvaluationException(
          "%s can't be read: %s.".formatted(file, FileTrouble.reason(e)), e);
    }
  }
}
