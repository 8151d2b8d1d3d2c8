package roomtone.web.notice;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Sets text in lines, in Latin letters, Devanagari and Telugu, with shipped fonts alone. Immutable.
 */
final class Lettering {
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
  // Stands for a letter that none of the fonts has.
  private static final char NO_FONT = '?';

  private final List<Font> fonts =
      List.of(
          font("NotoSans-Regular"),
          font("NotoSansDevanagari-Regular"),
          font("NotoSansTelugu-Regular"));

  /** A line of text that is shaped, and the text itself. */
  record Line(String text, TextLayout layout) {}

  /**
   * Breaks a text into lines.
   *
   * @param size in points
   * @param width of a line, in points
   */
  List<Line> lines(String text, Locale locale, float size, float width) {
    String known = known(text.strip());
    var letters = new AttributedString(known);
    int from = 0;
    for (int to = 1; to <= known.length(); to++) {
      // One font object a run: each of its own would be set up anew.
      if (to == known.length() || !of(known, to).equals(of(known, from))) {
        letters.addAttribute(TextAttribute.FONT, of(known, from).deriveFont(size), from, to);
        from = to;
      }
    }
    var measurer =
        new LineBreakMeasurer(letters.getIterator(), BreakIterator.getLineInstance(locale), EXACT);
    List<Line> lines = new ArrayList<>();
    while (measurer.getPosition() < known.length()) {
      int begin = measurer.getPosition();
      TextLayout layout = measurer.nextLayout(width);
      lines.add(new Line(known.substring(begin, measurer.getPosition()).strip(), layout));
    }
    return lines;
  }

  /** Letters of scripts that are not shipped become question marks. */
  private String known(String text) {
    var known = new StringBuilder();
    text.codePoints()
        .forEach(letter ->
            known.appendCodePoint(
                fonts.stream().anyMatch(font -> font.canDisplay(letter)) ? letter : NO_FONT));
    return known.toString();
  }

  /** The font of a letter; a blank belongs to what stands before it, so that it parts no word. */
  private Font of(String text, int i) {
    char letter = text.charAt(i);
    if (i > 0 && (letter == ' ' || letter == '\u200C' || letter == '\u200D')) {
      Font before = of(text, i - 1);
      if (before.canDisplay(letter)) {
        return before;
      }
    }
    return fonts.stream()
        .filter(font -> font.canDisplay(letter))
        .findFirst()
        .orElseGet(fonts::getFirst);
  }

  private static Font font(String name) {
    try (InputStream file =
        Objects.requireNonNull(Lettering.class.getResourceAsStream(name + ".ttf"))) {
      return Font.createFont(Font.TRUETYPE_FONT, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the font " + name + " is damaged", e);
    }
  }
}
