package roomtone.panel;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which light and button there are.
 *
 * @param kind where they are
 * @param chip the GPIO chip's name under /dev; empty for the one of the Pi's header
 * @param ledPins the light's lines by their BCM numbers, 0 to 63: none, one, or red, green and blue
 * @param ledActiveLow whether a line that is low lights the light (common anode)
 * @param brightness how bright the light is at most, above 0, at most 1; below 1 the program
 *     switches the lit light on and off 125 times a second
 * @param patterns how the light says what it says
 * @param buttonPin the button's line by its BCM number, 0 to 63, or -1 for no button
 * @param buttonActiveLow whether a press pulls the line low (the button goes to ground)
 * @param buttonPull the resistor inside the Pi that holds the line while the button is open
 * @param shutterPin the line of the camera's shutter switch by its BCM number, 0 to 63, or -1 for
 *     none
 * @param shutterActiveLow whether a closed shutter pulls the line low; the Pi's own resistor holds
 *     it the other way, so that a loose wire reads as open
 */
public record PanelSettings(
    Kind kind,
    String chip,
    List<Integer> ledPins,
    boolean ledActiveLow,
    double brightness,
    Patterns patterns,
    int buttonPin,
    boolean buttonActiveLow,
    Pull buttonPull,
    int shutterPin,
    boolean shutterActiveLow) {
  private static final int LAST_PIN = 63;

  /** Where the light and the button are. */
  public enum Kind {
    NONE,
    CONSOLE,
    GPIO
  }

  /** A resistor inside the Pi. */
  public enum Pull {
    UP,
    DOWN,
    OFF
  }

  /** Checks pins and the chip's name. */
  public PanelSettings {
    ledPins = List.copyOf(ledPins);
    if (ledPins.size() != 0 && ledPins.size() != 1 && ledPins.size() != 3) {
      throw new IllegalArgumentException(
          "ledPins has %d pins, not 0, 1 or 3".formatted(ledPins.size()));
    }
    ledPins.forEach(pin -> check("ledPins", pin, 0));
    check("buttonPin", buttonPin, -1);
    check("shutterPin", shutterPin, -1);
    if (!(brightness > 0 && brightness <= 1)) {
      throw new IllegalArgumentException(
          "brightness is %s, not above 0 and at most 1".formatted(brightness));
    }
    int[] pins =
        IntStream.concat(ledPins.stream().mapToInt(pin -> pin), IntStream.of(buttonPin, shutterPin))
            .filter(pin -> pin >= 0)
            .toArray();
    if (IntStream.of(pins).distinct().count() != pins.length) {
      throw new IllegalArgumentException(
          "ledPins %s, buttonPin %d and shutterPin %d name a pin twice"
              .formatted(ledPins, buttonPin, shutterPin));
    }
    if (!chip.matches("[A-Za-z0-9_-]*")) {
      throw new IllegalArgumentException("chip is \"%s\", not a name as gpiochip0".formatted(chip));
    }
  }

  /** Red, green and blue on BCM 17, 27 and 22, button and shutter switch on 23 and 24 to ground. */
  public static PanelSettings defaults(Kind kind) {
    return new PanelSettings(
        kind, "", List.of(17, 27, 22), false, 1, Patterns.standard(), 23, true, Pull.UP, 24, true);
  }

  private static void check(String name, int pin, int least) {
    if (pin < least || pin > LAST_PIN) {
      throw new IllegalArgumentException(
          "%s has pin %d, not %d to %d".formatted(name, pin, least, LAST_PIN));
    }
  }
}
