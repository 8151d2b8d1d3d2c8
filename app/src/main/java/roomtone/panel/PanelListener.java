package roomtone.panel;

/** Told what people do at the panel, on the panel's own thread: it returns at once. */
public interface PanelListener {
  /** Somebody pressed the button. */
  void pressed(ButtonPress press);

  /** The camera's shutter was closed or opened. Until this is called it counts as open. */
  void shutter(boolean isClosed);
}
