package roomtone.web.notice;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;

/**
 * A PDF of one page, A4: letters as outlines, so that no reader has to shape them, with the same
 * text unseen above them, so that it can be searched, copied and read aloud. For one thread.
 *
 * <p>Places are in points from the page's upper left corner.
 */
final class Sheet {
  static final float WIDTH = 595.28f;
  static final float HEIGHT = 841.89f;

  // Of the font that is never seen: how wide a letter is, in thousandths of its size.
  private static final int UNSEEN_WIDTH = 500;

  private final StringBuilder content = new StringBuilder();

  /** Begins text in a language. */
  void begin(String language) {
    content.append("/Span <</Lang (").append(language).append(")>> BDC\n");
  }

  /** Ends what was begun. */
  void end() {
    content.append("EMC\n");
  }

  /**
   * Writes a line.
   *
   * @param size of the letters
   * @param bold how much thicker the letters are drawn; 0 as they are
   */
  void write(Lettering.Line line, float x, float baseline, float size, float bold) {
    fill(line.layout().getOutline(AffineTransform.getTranslateInstance(x, baseline)), bold);
    String text = line.text();
    if (!text.isEmpty()) {
      float usual = text.length() * size * UNSEEN_WIDTH / 1000;
      float stretch = 100 * line.layout().getVisibleAdvance() / usual;
      content.append(
          "BT 3 Tr /F0 %s Tf %s Tz 1 0 0 1 %s %s Tm <%s> Tj ET\n"
              .formatted(
                  number(size), number(stretch), number(x), number(HEIGHT - baseline), hex(text)));
    }
  }

  /** Fills a rectangle. */
  void fill(float x, float y, float width, float height) {
    content.append(
        "%s %s %s %s re f\n"
            .formatted(number(x), number(HEIGHT - y - height), number(width), number(height)));
  }

  private void fill(Shape shape, float bold) {
    float[] at = new float[6];
    float lastX = 0;
    float lastY = 0;
    boolean any = false;
    for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
      any = true;
      switch (path.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> points("m", at[0], at[1]);
        case PathIterator.SEG_LINETO -> points("l", at[0], at[1]);
        case PathIterator.SEG_QUADTO -> {
          // PDF knows cubic curves only.
          points(
              "c",
              lastX + (at[0] - lastX) * 2 / 3,
              lastY + (at[1] - lastY) * 2 / 3,
              at[2] + (at[0] - at[2]) * 2 / 3,
              at[3] + (at[1] - at[3]) * 2 / 3,
              at[2],
              at[3]);
          at[0] = at[2];
          at[1] = at[3];
        }
        case PathIterator.SEG_CUBICTO -> {
          points("c", at[0], at[1], at[2], at[3], at[4], at[5]);
          at[0] = at[4];
          at[1] = at[5];
        }
        default -> content.append("h\n");
      }
      lastX = at[0];
      lastY = at[1];
    }
    if (any) {
      content.append(bold > 0 ? number(bold) + " w B\n" : "f\n");
    }
  }

  private void points(String operator, float... places) {
    for (int i = 0; i < places.length; i += 2) {
      content.append(number(places[i])).append(' ').append(number(HEIGHT - places[i + 1]));
      content.append(' ');
    }
    content.append(operator).append('\n');
  }

  private static String number(float value) {
    int hundredths = Math.round(value * 100);
    int rest = Math.abs(hundredths % 100);
    return (hundredths < 0 ? "-" : "")
        + Math.abs(hundredths / 100)
        + (rest == 0 ? "" : rest < 10 ? ".0" + rest : "." + rest);
  }

  /** UTF-16, big end first, in hexadecimal. */
  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
  }

  /** The file. */
  byte[] pdf(String title, String language) {
    List<byte[]> objects = new ArrayList<>();
    objects.add(
        text(
            "<</Type/Catalog/Pages 2 0 R/Lang(%s)/ViewerPreferences<</DisplayDocTitle true>>>>"
                .formatted(language)));
    objects.add(text("<</Type/Pages/Kids[3 0 R]/Count 1>>"));
    objects.add(
        text(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Contents 4 0 R/Resources<</Font<</F0 5 0 R>>>>>>"
                .formatted(number(WIDTH), number(HEIGHT))));
    objects.add(stream(content.toString()));
    objects.add(
        text(
            "<</Type/Font/Subtype/Type0/BaseFont/Unseen/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>"));
    objects.add(
        text(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Unseen/DW %d/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R>>"
                .formatted(UNSEEN_WIDTH)));
    objects.add(
        text(
            "<</Type/FontDescriptor/FontName/Unseen/Flags 5/FontBBox[0 0 500 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"));
    objects.add(stream(TO_UNICODE));
    objects.add(text("<</Title<FEFF%s>/Producer(Roomtone)>>".formatted(hex(title))));
    return file(objects);
  }

  /** The font's codes are the letters themselves. */
  private static final String TO_UNICODE =
      """
      /CIDInit /ProcSet findresource begin
      12 dict begin begincmap
      /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
      /CMapName /Adobe-Identity-UCS def /CMapType 2 def
      1 begincodespacerange <0000> <FFFF> endcodespacerange
      1 beginbfrange <0000> <FFFF> <0000> endbfrange
      endcmap CMapName currentdict /CMap defineresource pop end end
      """;

  private static byte[] file(List<byte[]> objects) {
    var file = new ByteArrayOutputStream();
    file.writeBytes(text("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n"));
    var table = new StringBuilder("xref\n0 %d\n".formatted(objects.size() + 1));
    table.append("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      table.append("%010d 00000 n \n".formatted(file.size()));
      file.writeBytes(text("%d 0 obj\n".formatted(i + 1)));
      file.writeBytes(objects.get(i));
      file.writeBytes(text("\nendobj\n"));
    }
    int start = file.size();
    file.writeBytes(text(table.toString()));
    file.writeBytes(
        text(
            "trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
                .formatted(objects.size() + 1, objects.size(), start)));
    return file.toByteArray();
  }

  private static byte[] stream(String content) {
    var packed = new ByteArrayOutputStream();
    try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(text(content));
      deflater.finish();
      byte[] some = new byte[8192];
      while (!deflater.finished()) {
        packed.write(some, 0, deflater.deflate(some));
      }
    }
    var stream = new ByteArrayOutputStream();
    stream.writeBytes(text("<</Length %d/Filter/FlateDecode>>\nstream\n".formatted(packed.size())));
    stream.writeBytes(packed.toByteArray());
    stream.writeBytes(text("\nendstream"));
    return stream.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
