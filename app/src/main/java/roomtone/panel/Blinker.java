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

  /** Short enough that nobody sees the light go on and off within it. */
  private static final long PULSE_NANOS = 8_000_000;

  private final Lamp lamp;
  private final double brightest;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread = new Thread(this::run, "light");
  private PanelPattern shown;
  private long since = System.nanoTime();
  private boolean isRefreshed;
  private boolean isClosed;

  /**
   * A light that can show each colour's brightness by itself.
   *
   * @param first what is shown until {@link #show}
   */
  Blinker(Lamp lamp, PanelPattern first) {
    this(lamp, first, Double.POSITIVE_INFINITY);
  }

  /**
   * A light that can only be on or off, and is dimmed by being off for a part of the time.
   *
   * @param brightest how bright it may be, above 0, at most 1
   */
  Blinker(Lamp lamp, PanelPattern first, double brightest) {
    this.lamp = lamp;
    this.shown = first;
    this.brightest = brightest;
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
        boolean isLit = pattern.rhythm().isLit(elapsed);
        Duration longest = pattern.rhythm().untilChange(elapsed);
        double level = pattern.brightness() * brightest;
        lamp.light(pattern, isLit);
        if (isLit && level < 1) {
          pulse(pattern, Math.round(PULSE_NANOS * level), longest.toNanos());
        } else {
          awaitChange(pattern, longest.toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets a light that is on go off for a part of each pulse, until another is to be shown. */
  private void pulse(PanelPattern pattern, long onNanos, long longest) throws InterruptedException {
    long end = System.nanoTime() + longest;
    boolean isSame = awaitChange(pattern, onNanos);
    while (isSame && System.nanoTime() < end) {
      lamp.light(pattern, false);
      isSame = awaitChange(pattern, PULSE_NANOS - onNanos);
      if (isSame && System.nanoTime() < end) {
        lamp.light(pattern, true);
        isSame = awaitChange(pattern, onNanos);
      }
    }
  }

  /** Waits; returns false where something else is to be done before. */
  private boolean awaitChange(PanelPattern pattern, long longest) throws InterruptedException {
    long remaining = longest;
    lock.lock();
    try {
      while (remaining > 0 && !isClosed && !isRefreshed && shown.equals(pattern)) {
        remaining = changed.awaitNanos(remaining);
      }
      boolean isSame = !isClosed && !isRefreshed && shown.equals(pattern);
      isRefreshed = false;
      return isSame;
    } finally {
      lock.unlock();
    }
  }
}
