package roomtone.history;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of CSV as RFC 4180 has them, safe to open in a spreadsheet. */
final class Csv {
  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");

  /** A spreadsheet would run a text that begins so: a song's title must stay a text. */
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r]");

  private Csv() {}

  /** Appends one line: numbers and times as they are, nulls as nothing. */
  static void line(Appendable out, @Nullable Object... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      out.append(cell(cells[i]));
    }
    out.append("\r\n");
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> quoted(FORMULA.matcher(text).find() ? "'" + text : text);
      case Object other -> other.toString();
    };
  }

  private static String quoted(String text) {
    return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
