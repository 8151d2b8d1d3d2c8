package roomtone.panel;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The panel's GPIO lines, requested from the kernel until they are closed.
 *
 * <p>One thread lights the light; edges of the button come on a thread of Pi4J's.
 */
final class GpioLines implements AutoCloseable {
  /**
   * An edge counts once no other has followed for 30 ms by the kernel's clock: so edges that come
   * late and together, from a machine that is busy, are a press and no bounce.
   */
  private static final long DEBOUNCE_MICROS = 30_000;

  private final Context context;
  private final PanelSettings settings;
  private final List<DigitalOutput> led = new ArrayList<>();
  private @Nullable DigitalInput button;
  private @Nullable DigitalInput shutter;

  /**
   * Requests the lines.
   *
   * @param pressed told at each edge of the button whether it is pressed; must not wait
   * @param moved called at each edge of the shutter switch; must not wait
   * @throws RuntimeException what Pi4J throws; nothing stays requested
   */
  GpioLines(Context context, PanelSettings settings, Consumer<Boolean> pressed, Runnable moved) {
    this.context = context;
    this.settings = settings;
    try {
      settings.ledPins().forEach(pin -> led.add(output(pin)));
      if (settings.buttonPin() >= 0) {
        button = input("button", settings.buttonPin(), settings.buttonPull());
        button.addListener(event -> pressed.accept(event.state() == whenPressed()));
      }
      if (settings.shutterPin() >= 0) {
        shutter =
            input(
                "shutter",
                settings.shutterPin(),
                settings.shutterActiveLow() ? PanelSettings.Pull.UP : PanelSettings.Pull.DOWN);
        shutter.addListener(_ -> moved.run());
      }
    } catch (RuntimeException | LinkageError e) {
      context.shutdown();
      throw e;
    }
  }

  /** Lights one lamp for any colour, or three in the pattern's colour. */
  void light(PanelPattern pattern, boolean isLit) {
    PanelPattern.Colour colour = pattern.colour();
    List<Boolean> channels =
        led.size() == 1 ? List.of(true) : List.of(colour.red(), colour.green(), colour.blue());
    for (int i = 0; i < led.size(); i++) {
      led.get(i).state(level(isLit && channels.get(i)));
    }
  }

  /** Whether the button is down now. */
  boolean isPressed() {
    return button != null && button.state() == whenPressed();
  }

  /** Whether the camera's shutter is closed now; a kiosk without that switch counts as open. */
  boolean isShutterClosed() {
    return shutter != null
        && shutter.state() == (settings.shutterActiveLow() ? DigitalState.LOW : DigitalState.HIGH);
  }

  /**
   * Does nothing if the lines are still there.
   *
   * @throws RuntimeException what Pi4J throws where the chip is gone
   */
  void check() {
    if (button != null) {
      var _ = button.state();
    } else if (!led.isEmpty()) {
      DigitalOutput line = led.getFirst();
      line.state(line.state());
    }
  }

  /** Turns the light off and gives the lines back. */
  @Override
  public void close() {
    context.shutdown();
  }

  private DigitalOutput output(int pin) {
    return context.create(
        DigitalOutput.newConfigBuilder(context)
            .id("roomtone-led-" + pin)
            .address(pin)
            .initial(level(false))
            .shutdown(level(false))
            .build());
  }

  private DigitalInput input(String name, int pin, PanelSettings.Pull pull) {
    return context.create(
        DigitalInput.newConfigBuilder(context)
            .id("roomtone-%s-%d".formatted(name, pin))
            .address(pin)
            .pull(
                switch (pull) {
                  case UP -> PullResistance.PULL_UP;
                  case DOWN -> PullResistance.PULL_DOWN;
                  case OFF -> PullResistance.OFF;
                })
            .debounce(DEBOUNCE_MICROS)
            .build());
  }

  private DigitalState whenPressed() {
    return settings.buttonActiveLow() ? DigitalState.LOW : DigitalState.HIGH;
  }

  private DigitalState level(boolean isLit) {
    return isLit == settings.ledActiveLow() ? DigitalState.LOW : DigitalState.HIGH;
  }
}
