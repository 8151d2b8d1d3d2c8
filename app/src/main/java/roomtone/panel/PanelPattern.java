package roomtone.panel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the light shows.
 *
 * @param word what it says, for people
 * @param colour which of a three-colour light's lines are on
 * @param brightness above 0, at most 1
 * @param rhythm when it is on
 */
public record PanelPattern(String word, Colour colour, double brightness, Rhythm rhythm) {
  /** How {@link #parse} wants it, for people. */
  private static final String FORM =
      "a colour (red, green, blue, yellow, cyan, magenta, white), a brightness of 1% to 100% or none, then \"steady\" or milliseconds on, off, on, off … of 20 to 60000";

  private static final Pattern TEXT =
      Pattern.compile("([A-Za-z]+)(?: +(\\d{1,3}) ?%)? +(steady|\\d{1,5}(?: +\\d{1,5})*)");
  private static final int LEAST_MILLIS = 20;
  private static final int MOST_MILLIS = 60_000;
  private static final int MOST_PARTS = 20;

  /** The colours that three lines can make. */
  public enum Colour {
    RED(true, false, false),
    GREEN(false, true, false),
    BLUE(false, false, true),
    YELLOW(true, true, false),
    CYAN(false, true, true),
    MAGENTA(true, false, true),
    WHITE(true, true, true);

    private final boolean red;
    private final boolean green;
    private final boolean blue;

    Colour(boolean red, boolean green, boolean blue) {
      this.red = red;
      this.green = green;
      this.blue = blue;
    }

    boolean red() {
      return red;
    }

    boolean green() {
      return green;
    }

    boolean blue() {
      return blue;
    }
  }

  /** Checks the brightness. */
  public PanelPattern {
    if (!(brightness > 0 && brightness <= 1)) {
      throw new IllegalArgumentException("a brightness of " + brightness);
    }
  }

  /**
   * Reads a pattern such as {@code "blue 50% 1200 300 300 1200"} or {@code "white steady"}: a
   * colour, how bright if not fully, and for how many milliseconds it is on, off, on, off ….
   *
   * @param sign what it is to say
   * @throws IllegalArgumentException if it is none
   */
  static PanelPattern parse(Sign sign, String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw bad(sign, text);
    }
    String percent = matcher.group(2);
    try {
      return new PanelPattern(
          sign.word(),
          Colour.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
          percent == null ? 1 : Integer.parseInt(percent) / 100.0,
          rhythm(sign, text, matcher.group(3)));
    } catch (IllegalArgumentException _) {
      throw bad(sign, text);
    }
  }

  private static Rhythm rhythm(Sign sign, String pattern, String text) {
    List<Integer> millis =
        text.equals("steady")
            ? List.of()
            : Arrays.stream(text.split(" +")).map(Integer::valueOf).toList();
    if (millis.size() > MOST_PARTS
        || millis.stream().anyMatch(part -> part < LEAST_MILLIS || part > MOST_MILLIS)) {
      throw bad(sign, pattern);
    }
    String words =
        pattern.equals(sign.standard())
            ? sign.rhythm()
            : millis.isEmpty() ? "steady" : "on and off for " + text + " ms";
    return new Rhythm(words, millis);
  }

  private static IllegalArgumentException bad(Sign sign, String text) {
    return new IllegalArgumentException(
        "patterns.%s is \"%s\", not %s".formatted(sign.label(), text, FORM));
  }
}
