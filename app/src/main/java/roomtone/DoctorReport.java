package roomtone;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import roomtone.config.Settings;
import roomtone.kiosk.Version;
import roomtone.system.Board;

/** What {@code roomtone doctor} found, as a text that a maker can paste into an issue. */
final class DoctorReport {
  private static final Pattern IPV4 = Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");

  private DoctorReport() {}

  /**
   * A Markdown text without passwords and without addresses of the network.
   *
   * @param findings one line a check
   */
  static String of(Settings settings, Board board, List<String> findings) {
    String text =
        """
        Roomtone %s

        | | |
        |---|---|
        | camera | %s, %d×%d, %d a second |
        | cameras found | %s |
        | panel | %s, light on %s, button on %d, shutter on %d |
        | GPIO chips found | %s |
        | player | %s |

        ```
        %s
        ```

        <!-- What did you expect, and what happened? `roomtone bench` tells how fast it is. -->
        """
            .formatted(
                Version.number(),
                word(settings.camera().kind()),
                settings.camera().width(),
                settings.camera().height(),
                settings.camera().framesPerSecond(),
                listed(board.cameras()),
                word(settings.panel().kind()),
                settings.panel().ledPins(),
                settings.panel().buttonPin(),
                settings.panel().shutterPin(),
                listed(board.gpioChips()),
                word(settings.music().local()),
                String.join("\n", findings));
    return IPV4.matcher(text).replaceAll("(address)");
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
