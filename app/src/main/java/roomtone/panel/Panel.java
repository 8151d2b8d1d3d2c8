package roomtone.panel;

import java.io.InputStream;
import roomtone.system.Faults;

/**
 * The light that people see and the button that they press.
 *
 * <ol>
 *   <li>{@link #open} always returns a panel; one whose hardware can't be used raises the fault
 *       "panel" and tries again every 10 seconds.
 *   <li>{@link #show} may be called from any thread and never waits.
 *   <li>{@link #close} turns the light off and gives terminal and GPIO lines back.
 * </ol>
 */
public interface Panel extends AutoCloseable {
  /** What this is, for people: {@code "the console"}. */
  String description();

  /** Shows a pattern from its beginning; showing the same one again changes nothing. */
  void show(PanelPattern pattern);

  @Override
  void close();

  /**
   * Opens the panel that the settings name.
   *
   * @param faults where "panel" is raised while the hardware can't be used
   * @param keyboard what is typed on the console
   * @param listener told what people do
   * @param quit called on the panel's own thread when somebody at the console asks to quit
   */
  static Panel open(
      PanelSettings settings,
      Faults faults,
      InputStream keyboard,
      PanelListener listener,
      Runnable quit) {
    return switch (settings.kind()) {
      case NONE -> new NoPanel();
      case CONSOLE ->
          Console.open(settings.patterns().of(Sign.STARTING), keyboard, listener::pressed, quit);
      case GPIO -> GpioPanel.open(settings, faults, listener);
    };
  }
}
