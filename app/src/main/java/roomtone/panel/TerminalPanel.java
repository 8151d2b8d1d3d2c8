package roomtone.panel;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp;
import org.jline.utils.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console as a terminal: the light is its last line, below which nothing scrolls, so that log
 * lines pass above it; single keys are the button.
 *
 * <ol>
 *   <li>Made: the terminal gives each key at once and echoes none. Ctrl-C works as ever.
 *   <li>Closed: the terminal is as it was before.
 * </ol>
 */
final class TerminalPanel implements Panel {
  private static final Logger log = LoggerFactory.getLogger(TerminalPanel.class);
  private static final int FULL = 255;

  private final Terminal terminal;
  private final Stty before;
  private final InputStream in;
  private final Status line;
  private final Keys keys;
  private final Thread reader;
  private final Blinker blinker;
  private Size size = new Size();
  private volatile boolean isClosed;

  /**
   * Takes the terminal over.
   *
   * @param first what the light shows until it is told another
   * @param in where the terminal's keys come from
   * @param before how the terminal was set before it gave single keys
   */
  TerminalPanel(
      PanelPattern first,
      Terminal terminal,
      InputStream in,
      Stty before,
      Consumer<ButtonPress> presses,
      Runnable quit) {
    this.terminal = terminal;
    this.in = in;
    this.before = before;
    keys = new Keys(presses, quit, this::help);
    help();
    blinker = new Blinker(this::draw, first);
    line = Status.getStatus(terminal);
    reader = Thread.ofPlatform().daemon().name("console").start(this::read);
    blinker.start();
  }

  /** Whether a terminal can keep its last line apart. */
  static boolean suits(Terminal terminal) {
    return terminal.getStringCapability(InfoCmp.Capability.change_scroll_region) != null
        && terminal.getStringCapability(InfoCmp.Capability.cursor_address) != null;
  }

  @Override
  public String description() {
    return "the console";
  }

  @Override
  public void show(PanelPattern pattern) {
    blinker.show(pattern);
  }

  @Override
  public void close() {
    isClosed = true;
    reader.interrupt();
    blinker.close();
    line.update(List.of());
    line.close();
    terminal.flush();
    try {
      terminal.close();
      before.restore();
    } catch (IOException e) {
      log.warn("The terminal can't be set as it was ({}): type reset", e.getMessage());
    }
  }

  private void draw(PanelPattern pattern, boolean isLit) {
    Size now = terminal.getSize();
    if (!now.equals(size)) {
      size = now;
      line.resize(now);
    }
    line.update(List.of(text(pattern, isLit)));
  }

  private static AttributedString text(PanelPattern pattern, boolean isLit) {
    int level = isLit ? (int) (FULL * pattern.brightness()) : 0;
    PanelPattern.Colour colour = pattern.colour();
    AttributedStyle block =
        AttributedStyle.DEFAULT.background(
            colour.red() ? level : 0, colour.green() ? level : 0, colour.blue() ? level : 0);
    return new AttributedStringBuilder()
        .styled(block, isLit ? " (*) " : " ( ) ")
        .append(' ')
        .append(pattern.word())
        .append(": ")
        .append(colour.name().toLowerCase(Locale.ROOT))
        .append(", ")
        .append(pattern.rhythm().description())
        .toAttributedString();
  }

  private void help() {
    terminal.writer().println(Keys.HELP);
    terminal.flush();
  }

  private void read() {
    try {
      int key = in.read();
      while (key >= 0 && !isClosed) {
        keys.press(key);
        key = in.read();
      }
    } catch (IOException e) {
      log.debug("The terminal can't be read", e);
    }
  }
}
