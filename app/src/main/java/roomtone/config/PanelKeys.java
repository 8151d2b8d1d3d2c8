package roomtone.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import roomtone.panel.PanelSettings;
import roomtone.panel.Patterns;
import roomtone.panel.Sign;

/** The keys under "panel". */
final class PanelKeys {
  private static final PanelSettings STANDARD = PanelSettings.defaults(PanelSettings.Kind.CONSOLE);

  private static final int PERCENT = 100;

  private static final Key<PanelSettings.Kind> KIND =
      Key.choice(
          "panel.kind",
          STANDARD.kind(),
          PanelSettings.Kind.class,
          "Where light and button are: on GPIO lines of a Pi, on the console, or nowhere.");
  private static final Key<String> CHIP =
      Key.text(
          "panel.chip",
          STANDARD.chip(),
          "a name such as gpiochip0",
          "The GPIO chip; where this is empty, the one of the Pi's header.");
  private static final Key<List<Integer>> LED_PINS =
      Key.numbers(
          "panel.led-pins",
          STANDARD.ledPins().stream().map(String::valueOf).collect(Collectors.joining(" ")),
          "0, 1 or 3 numbers of 0 to 63",
          "The light's lines by their BCM numbers: none, one, or red, green and blue.");
  private static final Key<Boolean> LED_ACTIVE_LOW =
      Key.flag(
          "panel.led-active-low",
          STANDARD.ledActiveLow(),
          "Whether a low line lights the light (common anode).");
  private static final Key<Integer> BRIGHTNESS =
      Key.number(
          "panel.brightness",
          (int) Math.round(STANDARD.brightness() * PERCENT),
          1,
          PERCENT,
          "How bright the light on GPIO lines is at most, in percent; below 100 the program switches it on and off 125 times a second.");
  private static final Map<Sign, Key<String>> PATTERNS = patternKeys();
  private static final Key<Integer> BUTTON_PIN =
      Key.number(
          "panel.button-pin",
          STANDARD.buttonPin(),
          -1,
          63,
          "The button's line by its BCM number; -1 for no button.");
  private static final Key<Boolean> BUTTON_ACTIVE_LOW =
      Key.flag(
          "panel.button-active-low",
          STANDARD.buttonActiveLow(),
          "Whether a press pulls the line low (the button goes to ground).");
  private static final Key<PanelSettings.Pull> BUTTON_PULL =
      Key.choice(
          "panel.button-pull",
          STANDARD.buttonPull(),
          PanelSettings.Pull.class,
          "The resistor inside the Pi that holds the line while the button is open.");

  private static final Key<Integer> SHUTTER_PIN =
      Key.number(
          "panel.shutter-pin",
          STANDARD.shutterPin(),
          -1,
          63,
          "The line of the camera's shutter switch by its BCM number; -1 for none. While it is closed the camera is off.");
  private static final Key<Boolean> SHUTTER_ACTIVE_LOW =
      Key.flag(
          "panel.shutter-active-low",
          STANDARD.shutterActiveLow(),
          "Whether a closed shutter pulls the line low (the switch goes to ground).");

  static final Section SECTION =
      new Section("panel", "The light, the one button and the camera's shutter switch.", keys());

  private PanelKeys() {}

  /** The settings that these keys make. */
  static PanelSettings read(SettingsValues values) {
    return values.section(
        "panel",
        () ->
            new PanelSettings(
                values.get(KIND),
                values.get(CHIP),
                values.get(LED_PINS),
                values.get(LED_ACTIVE_LOW),
                values.get(BRIGHTNESS) / (double) PERCENT,
                patterns(values),
                values.get(BUTTON_PIN),
                values.get(BUTTON_ACTIVE_LOW),
                values.get(BUTTON_PULL),
                values.get(SHUTTER_PIN),
                values.get(SHUTTER_ACTIVE_LOW)),
        STANDARD);
  }

  private static Map<Sign, Key<String>> patternKeys() {
    Map<Sign, Key<String>> keys = new EnumMap<>(Sign.class);
    for (Sign sign : Sign.values()) {
      keys.put(
          sign,
          Key.text(
              "panel.patterns." + sign.label(),
              sign.standard(),
              "a colour, a brightness in percent or none, then steady or milliseconds on, off, on, off …",
              "How the light says: %s.".formatted(sign.word())));
    }
    return keys;
  }

  private static List<Key<?>> keys() {
    List<Key<?>> keys =
        new ArrayList<>(
            List.of(
                KIND,
                CHIP,
                LED_PINS,
                LED_ACTIVE_LOW,
                BRIGHTNESS,
                BUTTON_PIN,
                BUTTON_ACTIVE_LOW,
                BUTTON_PULL,
                SHUTTER_PIN,
                SHUTTER_ACTIVE_LOW));
    keys.addAll(PATTERNS.values());
    return keys;
  }

  private static Patterns patterns(SettingsValues values) {
    Map<Sign, String> texts = new EnumMap<>(Sign.class);
    PATTERNS.forEach((sign, key) -> texts.put(sign, values.get(key)));
    return Patterns.parse(texts);
  }
}
