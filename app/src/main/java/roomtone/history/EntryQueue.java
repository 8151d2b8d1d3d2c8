package roomtone.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded queue between everybody who logs and the one writer.
 *
 * <p>An entry stays in it until it is committed, so what waits can always be read. Adding never
 * waits: with the queue full the newest entry is dropped and counted. Any thread may add and flush;
 * only the writer awaits turns and removes.
 */
final class EntryQueue {
  /**
   * A turn of the writer.
   *
   * @param ticket the newest flush that this turn answers
   * @param closed whether it is the last turn
   */
  record Turn(long ticket, boolean closed) {}

  private final int bound;
  private final int batchSize;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition due = lock.newCondition();
  private final Condition flushed = lock.newCondition();
  private final Queue<Entry> entries = new ArrayDeque<>();
  private boolean urgent;
  private boolean closed;
  private long dropped;
  private long committed;
  private long flushesAsked;
  private long flushesTaken;
  private long flushesDone;

  EntryQueue(int bound, int batchSize) {
    this.bound = bound;
    this.batchSize = batchSize;
  }

  /** Adds an entry, or returns false and counts it if the queue is full. */
  boolean add(Entry entry) {
    lock.lock();
    try {
      if (closed) {
        return true;
      }
      if (entries.size() >= bound) {
        dropped++;
        return false;
      }
      entries.add(entry);
      urgent |= entry.urgent();
      if (urgent || entries.size() >= batchSize) {
        due.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until something is due: {@code longest} is over, the queue is closed, a flush was asked
   * for or, unless {@code failing}, an entry is urgent or a batch is full.
   */
  Turn await(Duration longest, boolean failing) throws InterruptedException {
    long remaining = longest.toNanos();
    lock.lock();
    try {
      while (remaining > 0
          && !closed
          && flushesAsked == flushesTaken
          && (failing || (!urgent && entries.size() < batchSize))) {
        remaining = due.awaitNanos(remaining);
      }
      urgent = false;
      flushesTaken = flushesAsked;
      return new Turn(flushesTaken, closed);
    } finally {
      lock.unlock();
    }
  }

  /** What waits, oldest first. */
  List<Entry> waiting() {
    lock.lock();
    try {
      return List.copyOf(entries);
    } finally {
      lock.unlock();
    }
  }

  /** Removes the {@code count} oldest entries, which are committed, and answers flushes. */
  void committed(int count, long ticket) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        entries.remove();
      }
      committed += count;
      flushesDone = ticket;
      flushed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Asks for a flush and waits for it, or returns false after {@code deadline} or when closed. */
  boolean flush(Duration deadline) throws InterruptedException {
    lock.lock();
    try {
      long ticket = ++flushesAsked;
      due.signal();
      long remaining = deadline.toNanos();
      while (flushesDone < ticket && remaining > 0 && !closed) {
        remaining = flushed.awaitNanos(remaining);
      }
      return flushesDone >= ticket;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more entries, forgetting any that come, and gives the writer its last turn. */
  void close() {
    lock.lock();
    try {
      closed = true;
      due.signal();
      flushed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many entries were lost because the queue was full. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** How many entries were committed. */
  long committed() {
    lock.lock();
    try {
      return committed;
    } finally {
      lock.unlock();
    }
  }
}
