package roomtone.evaluate;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import roomtone.emotion.Emotion;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelInput;
import roomtone.inference.Precision;

/** Labelled "faces" that the tests make: a plain picture whose brightness is its expression. */
final class TestFaces {
  private static final int STEP = 36;

  private final List<String> rows = new ArrayList<>();
  private final List<Emotion> pictures = new ArrayList<>();

  /** How bright an expression is, 0 to 255. */
  static int brightness(Emotion emotion) {
    return emotion.index() * STEP + STEP / 2;
  }

  /** What a picture of this brightness shows. */
  static Emotion shown(double brightness) {
    int index = Math.clamp((int) (brightness / STEP), 0, 6);
    return Arrays.stream(Emotion.values())
        .filter(emotion -> emotion.index() == index)
        .findFirst()
        .orElseThrow();
  }

  /** A plain picture, in the format that the file's ending names. */
  static Path picture(Path file, int width, int height, int type, Emotion shown)
      throws IOException {
    Files.createDirectories(file.getParent());
    var image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    int grey = brightness(shown);
    graphics.setColor(new Color(grey, grey, grey));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    String name = file.toString();
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    return file;
  }

  /** A model file with an entry as a manifest has it. */
  static ModelFile model(Path file, Precision precision, List<String> outputs) throws IOException {
    Files.writeString(file, file.getFileName().toString());
    return new ModelFile(
        "scripted",
        "expression",
        precision,
        file,
        hash(file),
        new ModelInput("face", 48, 48, 1, 1, 0),
        outputs,
        Arrays.stream(Emotion.values()).map(Emotion::label).toList(),
        0.5f);
  }

  static String hash(Path file) throws IOException {
    return ModelFile.hash(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  /**
   * Adds a row of FER2013 with a picture of its own.
   *
   * @param crowd the ten votes of FER+, by commas
   */
  TestFaces row(String usage, Emotion shown, Emotion label, String crowd) {
    pictures.add(shown);
    return again(usage, pictures.size() - 1, label, crowd);
  }

  /** Adds a row with the picture of an earlier one. */
  TestFaces again(String usage, int image, Emotion label, String crowd) {
    rows.add("%d,%d,%d,%s,%s".formatted(rows.size(), image, label.index(), usage, crowd));
    return this;
  }

  /** Writes the rows and one sheet. */
  Path write(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Writer writer =
          new OutputStreamWriter(
              new GZIPOutputStream(Files.newOutputStream(folder.resolve("rows.csv.gz"))),
              StandardCharsets.UTF_8)) {
        writer.write(
            "row,image,label,usage,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,not_face\n");
        for (String row : rows) {
          writer.write(row + "\n");
        }
      }
      var sheet = new BufferedImage(64 * 48, 48, BufferedImage.TYPE_BYTE_GRAY);
      for (int i = 0; i < pictures.size(); i++) {
        int[] pixels = new int[48 * 48];
        Arrays.fill(pixels, brightness(pictures.get(i)));
        sheet.getRaster().setPixels(i * 48, 0, 48, 48, pixels);
      }
      ImageIO.write(sheet, "png", folder.resolve("s0.png").toFile());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
