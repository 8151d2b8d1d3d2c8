package roomtone.panel;

import java.util.function.Consumer;

/**
 * What the console's keys do.
 *
 * @param presses called for each key that stands for the button
 * @param quit called for the key that ends the kiosk
 * @param help called for the key that asks which keys there are
 */
record Keys(Consumer<ButtonPress> presses, Runnable quit, Runnable help) {
  /** All keys in one line. */
  static final String HELP =
      "Keys: s = next song, l or r = look again, h or c = camera off or on, q = quit, ? = this line";

  /** Does what a key stands for; other keys do nothing. */
  void press(int key) {
    switch (key) {
      case 's', 'S' -> presses.accept(ButtonPress.SHORT);
      case 'l', 'L', 'r', 'R' -> presses.accept(ButtonPress.LONG);
      case 'h', 'H', 'c', 'C' -> presses.accept(ButtonPress.HOLD);
      case 'q', 'Q' -> quit.run();
      case '?' -> help.run();
      default -> {}
    }
  }
}
