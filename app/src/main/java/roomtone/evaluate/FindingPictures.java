package roomtone.evaluate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import roomtone.camera.Frame;
import roomtone.face.FaceBox;
import roomtone.system.FileTrouble;

/**
 * Draws what a detector found into copies of the pictures, for the person who measures: green where
 * a box found a face, red a face that was missed, orange a box on no face, grey what is ignored.
 *
 * <p>Pictures with a miss or a false box go into the folder {@code misses}, the others into {@code
 * hits}.
 */
final class FindingPictures {
  private static final Color FOUND = new Color(0x3C, 0xC8, 0x50);
  private static final Color MISSED = new Color(0xE0, 0x30, 0x30);
  private static final Color FALSE = new Color(0xFF, 0x9C, 0x10);
  private static final Color IGNORED = new Color(0x90, 0x90, 0x90);

  private final Path folder;

  FindingPictures(Path folder) {
    this.folder = folder;
  }

  /** Draws one picture at a threshold; a picture with nobody and nothing found is left out. */
  void draw(MarkedPicture picture, Frame frame, FaceMatch match, float threshold)
      throws EvaluationException {
    List<FaceMatch.Counted> boxes =
        match.boxes().stream().filter(each -> each.box().score() >= threshold).toList();
    List<FaceMatch.Found> missed =
        match.found().stream().filter(face -> face.score() < threshold).toList();
    if (picture.isEmpty() && boxes.isEmpty()) {
      return;
    }
    BufferedImage image = copy(frame);
    Graphics2D graphics = image.createGraphics();
    graphics.setStroke(new BasicStroke(2));
    picture.faces().stream()
        .filter(MarkedPicture.Face::ignored)
        .forEach(face -> outline(graphics, face.box(), IGNORED));
    missed.forEach(face -> outline(graphics, face.face().box(), MISSED));
    boxes.forEach(each -> outline(graphics, each.box(), each.right() ? FOUND : FALSE));
    graphics.dispose();
    boolean right = missed.isEmpty() && boxes.stream().allMatch(FaceMatch.Counted::right);
    write(image, folder.resolve(right ? "hits" : "misses").resolve(flat(picture.name())));
  }

  private static String flat(String name) {
    return name.replaceAll("[/\\\\]", "-").replaceAll("\\.[^.]*$", "") + ".png";
  }

  private static BufferedImage copy(Frame frame) {
    var image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        image.setRGB(x, y, frame.at(x, y) * 0x010101);
      }
    }
    return image;
  }

  private static void outline(Graphics2D graphics, FaceBox box, Color colour) {
    graphics.setColor(colour);
    graphics.drawRect(
        Math.round(box.x()),
        Math.round(box.y()),
        Math.round(box.width()),
        Math.round(box.height()));
  }

  private static void write(BufferedImage image, Path file) throws EvaluationException {
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new EvaluationException(
          "The picture %s can't be written: %s.".formatted(file, FileTrouble.reason(e)), e);
    }
  }
}
