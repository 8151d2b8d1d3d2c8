package roomtone.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A one-slot hand-off that keeps only the newest value: putting never blocks, taking waits.
 *
 * <p>Any number of threads may put and take. Works on virtual threads without pinning.
 *
 * @param <T> what is handed over
 */
public final class Latest<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private @Nullable T value;

  /**
   * Offers a value and returns the one it displaced, if nobody had taken that, so that its buffers
   * can be used again.
   */
  public @Nullable T put(T newest) {
    lock.lock();
    try {
      T displaced = value;
      value = newest;
      filled.signal();
      return displaced;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the newest value, waiting for one if there is none. */
  public T take() throws InterruptedException {
    lock.lock();
    try {
      while (value == null) {
        filled.await();
      }
      return remove();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the newest value, or returns empty after {@code timeout}. */
  public Optional<T> take(Duration timeout) throws InterruptedException {
    long remaining = timeout.toNanos();
    lock.lock();
    try {
      while (value == null) {
        if (remaining <= 0) {
          return Optional.empty();
        }
        remaining = filled.awaitNanos(remaining);
      }
      return Optional.of(remove());
    } finally {
      lock.unlock();
    }
  }

  private T remove() {
    T taken = value;
    value = null;
    if (taken == null) {
      throw new IllegalStateException("the slot is empty");
    }
    return taken;
  }
}
