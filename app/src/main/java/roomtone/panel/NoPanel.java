package roomtone.panel;

/** A kiosk without light and button. */
final class NoPanel implements Panel {
  @Override
  public String description() {
    return "none";
  }

  @Override
  public void show(PanelPattern pattern) {}

  @Override
  public void close() {}
}
