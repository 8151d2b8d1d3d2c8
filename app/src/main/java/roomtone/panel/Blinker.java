package roomtone.panel;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns a lamp on and off in the rhythm of the pattern that is shown.
 *
 * <p>It has one thread, which alone calls the lamp. Any thread may show a pattern and never waits
 * for the lamp.
 */
final class Blinker implements AutoCloseable {
  /** A light. */
  @FunctionalInterface
  interface Lamp {
    /** Shows a pattern's colour, or dark where it is not lit. */
    void light(PanelPattern pattern, boolean isLit);
  }

  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(2);

  private final Lamp lamp;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread = new Thread(this::run, "light");
  private PanelPattern shown = PanelPattern.starting();
  private long since = System.nanoTime();
  private boolean isRefreshed;
  private boolean isClosed;

  Blinker(Lamp lamp) {
    this.lamp = lamp;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void show(PanelPattern pattern) {
    lock.lock();
    try {
      if (!pattern.equals(shown)) {
        shown = pattern;
        since = System.nanoTime();
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lights the lamp again, which may be another one now. */
  void refresh() {
    lock.lock();
    try {
      isRefreshed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      if (thread.isAlive()) {
        thread.join(CLOSE_DEADLINE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        PanelPattern pattern;
        Duration elapsed;
        lock.lock();
        try {
          if (isClosed) {
            return;
          }
          pattern = shown;
          elapsed = Duration.ofNanos(System.nanoTime() - since);
        } finally {
          lock.unlock();
        }
        lamp.light(pattern, pattern.rhythm().isLit(elapsed));
        awaitChange(pattern, pattern.rhythm().untilChange(elapsed));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitChange(PanelPattern pattern, Duration longest) throws InterruptedException {
    long remaining = longest.toNanos();
    lock.lock();
    try {
      while (remaining > 0 && !isClosed && !isRefreshed && shown.equals(pattern)) {
        remaining = changed.awaitNanos(remaining);
      }
      isRefreshed = false;
    } finally {
      lock.unlock();
    }
  }
}
