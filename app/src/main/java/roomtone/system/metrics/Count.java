package roomtone.system.metrics;

/** Counts what happens. Any thread. */
@FunctionalInterface
public interface Count {
  /**
   * It happened once more.
   *
   * @param value of the figure's label
   */
  void once(String value);
}
