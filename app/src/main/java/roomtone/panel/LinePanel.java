package roomtone.panel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console where it is no terminal: a line for each change of the light, and keys that count
 * once Enter follows. When the input ends, it runs on without keys.
 */
final class LinePanel implements Panel {
  private static final Logger log = LoggerFactory.getLogger(LinePanel.class);

  private final PrintStream out;
  private final Keys keys;
  private final Thread reader;
  private volatile PanelPattern shown;
  private volatile boolean isClosed;

  LinePanel(
      PanelPattern first,
      InputStream in,
      PrintStream out,
      Consumer<ButtonPress> presses,
      Runnable quit) {
    shown = first;
    this.out = out;
    keys = new Keys(presses, quit, () -> out.println(Keys.HELP));
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    reader = Thread.ofPlatform().daemon().name("console").start(() -> read(lines));
  }

  @Override
  public String description() {
    return "the console, line by line";
  }

  @Override
  public void show(PanelPattern pattern) {
    if (!pattern.equals(shown)) {
      shown = pattern;
      out.printf("Light: %s (%s)%n", pattern.word(), pattern.rhythm().description());
    }
  }

  @Override
  public void close() {
    isClosed = true;
    reader.interrupt();
  }

  private void read(BufferedReader lines) {
    try {
      String line = lines.readLine();
      while (line != null && !isClosed) {
        line.chars().forEach(keys::press);
        line = lines.readLine();
      }
    } catch (IOException e) {
      log.debug("The standard input can't be read", e);
    }
  }
}
