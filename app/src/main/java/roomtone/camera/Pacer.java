package roomtone.camera;

import java.util.concurrent.TimeUnit;

/** The monotonic clock of a replay and the wait for its next picture. */
interface Pacer {
  /** Now, in nanoseconds of the monotonic clock. */
  long nanos();

  /** Waits until {@link #nanos} reaches {@code due}. */
  void await(long due) throws InterruptedException;

  /** The clock of {@link System#nanoTime}. */
  static Pacer system() {
    return new Pacer() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void await(long due) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
    };
  }
}
