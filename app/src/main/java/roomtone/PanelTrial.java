package roomtone;

import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import roomtone.panel.ButtonPress;
import roomtone.panel.Panel;
import roomtone.panel.PanelListener;
import roomtone.panel.PanelPattern;
import roomtone.panel.PanelSettings;
import roomtone.panel.Patterns;
import roomtone.panel.Sign;
import roomtone.system.Fault;
import roomtone.system.Faults;

/**
 * The smoke test of light, button and shutter: shows each colour for a second, then waits for a
 * press; says what the shutter does meanwhile.
 *
 * @param settings which light and button
 * @param keyboard what is typed, where the panel is the console
 * @param out what the person who looks reads
 */
record PanelTrial(PanelSettings settings, InputStream keyboard, PrintWriter out) {
  private static final Duration OPENING = Duration.ofSeconds(2);
  private static final Duration COLOUR = Duration.ofSeconds(1);
  private static final Duration PRESS = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Tries both; returns whether the button was pressed and nothing was wrong. */
  boolean passes() throws InterruptedException {
    if (settings.kind() == PanelSettings.Kind.NONE) {
      say("There is no light and no button: panel.kind is none.");
      return false;
    }
    var faults = new Faults(Instant::now);
    BlockingQueue<ButtonPress> presses = new LinkedBlockingQueue<>();
    try (Panel panel = Panel.open(settings, faults, keyboard, new Told(presses), () -> {})) {
      say("The panel is %s.".formatted(panel.description()));
      Optional<ButtonPress> press = wait(OPENING, presses, faults);
      for (PanelPattern.Colour colour : PanelPattern.Colour.values()) {
        if (isFaulty(faults)) {
          return false;
        }
        panel.show(Patterns.test(colour));
        say("The light is %s now.".formatted(colour.name().toLowerCase(Locale.ROOT)));
        Optional<ButtonPress> meanwhile = wait(COLOUR, presses, faults);
        press = press.or(() -> meanwhile);
      }
      if (press.isEmpty() && !isFaulty(faults)) {
        panel.show(settings.patterns().of(Sign.PRESS_WANTED));
        say(
            "Press the button within %d seconds; if the camera has a shutter, move it before."
                .formatted(PRESS.toSeconds()));
        press = wait(PRESS, presses, faults);
      }
      if (isFaulty(faults)) {
        return false;
      }
      say(
          press
              .map(kind ->
                  "The button works: a %s press."
                      .formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
              .orElse(
                  "No press came: check the button's wires, panel.button-pin, panel.button-pull and panel.button-active-low."));
      return press.isPresent();
    }
  }

  /** Keeps presses, and says at once what the shutter does. */
  private final class Told implements PanelListener {
    private final BlockingQueue<ButtonPress> presses;

    Told(BlockingQueue<ButtonPress> presses) {
      this.presses = presses;
    }

    @Override
    public void pressed(ButtonPress press) {
      presses.add(press);
    }

    @Override
    public void shutter(boolean isClosed) {
      say(isClosed ? "The camera's shutter is closed." : "The camera's shutter is open.");
    }
  }

  private boolean isFaulty(Faults faults) {
    faults.current().stream().map(Fault::message).forEach(this::say);
    return !faults.current().isEmpty();
  }

  private static Optional<ButtonPress> wait(
      Duration longest, BlockingQueue<ButtonPress> presses, Faults faults)
      throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    ButtonPress press = null;
    while (press == null && faults.current().isEmpty() && System.nanoTime() < end) {
      press = presses.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
    return Optional.ofNullable(press);
  }

  private void say(String sentence) {
    out.println(sentence);
    out.flush();
  }
}
