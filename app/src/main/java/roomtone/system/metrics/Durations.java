package roomtone.system.metrics;

/** Hears how long something took. Any thread. */
@FunctionalInterface
public interface Durations {
  /**
   * It took so long once more.
   *
   * @param value of the figure's label
   * @param nanos 0 or more
   */
  void took(String value, long nanos);
}
