package roomtone.config;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Writes single values of YAML on one line. */
final class YamlScalar {
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:-(?=\\p{N}))?(?:[\\p{L}\\p{N}/.][\\p{L}\\p{N} /._-]*)?[\\p{L}\\p{N}/._-]");
  private static final int FIRST_SURROGATE = 0xD800;
  private static final int LAST_SURROGATE = 0xDFFF;

  private YamlScalar() {}

  /** A text, in quotes where it needs them. */
  static String of(String text) {
    boolean isPlain =
        PLAIN.matcher(text).matches()
            && !text.equals("-")
            && !text.equals("_")
            && !text.equalsIgnoreCase("null");
    return isPlain ? text : inDoubleQuotes(text);
  }

  /** A text, in the quotes that another stood in. */
  static String of(String text, ScalarStyle style) {
    return switch (style) {
      case DOUBLE_QUOTED -> inDoubleQuotes(text);
      case SINGLE_QUOTED ->
          text.codePoints().anyMatch(YamlScalar::needsEscape)
              ? inDoubleQuotes(text)
              : "'" + text.replace("'", "''") + "'";
      default -> of(text);
    };
  }

  private static String inDoubleQuotes(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(point -> {
          if (point == '"' || point == '\\') {
            quoted.append('\\').appendCodePoint(point);
          } else if (needsEscape(point)) {
            quoted.append("\\u%04X".formatted(point));
          } else {
            quoted.appendCodePoint(point);
          }
        });
    return quoted.append('"').toString();
  }

  /** Control characters, line ends of other kinds, and what is no character. */
  private static boolean needsEscape(int point) {
    return Character.isISOControl(point)
        || point == 0x2028
        || point == 0x2029
        || (point >= FIRST_SURROGATE && point <= LAST_SURROGATE)
        || point == 0xFEFF
        || point == 0xFFFE
        || point == 0xFFFF;
  }
}
