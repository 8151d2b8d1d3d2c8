package roomtone.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.Faults;

/**
 * Commits what waits, in batches, until the log is closed.
 *
 * <ol>
 *   <li>{@link #start} opens the file on the caller's thread and starts the writer's; a file that
 *       must not be touched leaves the log off.
 *   <li>A batch is everything that waits and the interval that goes on, in one transaction.
 *   <li>A batch that fails stays in the queue and is tried again after 1 second, then 2, 4, … up to
 *       a minute; the reason is raised as the fault "history".
 *   <li>{@link #stop} writes one last batch.
 * </ol>
 */
final class LogWriter {
  /** The part that its faults are raised for. */
  static final String PART = "history";

  private static final Logger log = LoggerFactory.getLogger(LogWriter.class);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

  private final HistorySettings settings;
  private final EntryQueue queue;
  private final MoodAggregate room;
  private final Storage storage;
  private final Faults faults;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Duration firstRetry;
  private final Thread thread = new Thread(this::run, "history");

  private volatile Storage.Outcome last = new Storage.Outcome.Done();
  private Entry.@Nullable Room lastRoom;
  private boolean hasCleaned;
  private long cleanedNanos;
  private boolean hasToldOfDrops;

  LogWriter(
      HistorySettings settings,
      EntryQueue queue,
      MoodAggregate room,
      Storage storage,
      Faults faults,
      InstantSource clock,
      LongSupplier nanos,
      Duration firstRetry) {
    this.settings = settings;
    this.queue = queue;
    this.room = room;
    this.storage = storage;
    this.faults = faults;
    this.clock = clock;
    this.nanos = nanos;
    this.firstRetry = firstRetry;
    thread.setDaemon(true);
  }

  /** Opens the file and starts the thread. */
  void start() {
    tell(storage.open());
    if (isOff()) {
      queue.close();
    } else {
      thread.start();
    }
  }

  /** Writes what waits and closes the file, or gives up after {@code deadline}. */
  void stop(Duration deadline) {
    queue.close();
    try {
      if (thread.isAlive()) {
        thread.join(deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int waiting = queue.size();
    if (waiting > 0 && last instanceof Storage.Outcome.Failed(String reason)) {
      log.error("{} rows of the log could not be saved. {}", waiting, reason);
    }
  }

  /** How the newest batch ended. Any thread may ask. */
  Storage.Outcome last() {
    return last;
  }

  private boolean isOff() {
    return last instanceof Storage.Outcome.Refused;
  }

  private void run() {
    Duration retry = firstRetry;
    boolean isClosed = false;
    try {
      cleanUp();
      while (!isClosed && !isOff()) {
        boolean isFailing = last instanceof Storage.Outcome.Failed;
        EntryQueue.Turn turn = queue.await(isFailing ? retry : settings.batchInterval(), isFailing);
        isClosed = turn.closed();
        retry = isFailing ? shorter(retry.multipliedBy(2), LONGEST_RETRY) : firstRetry;
        writeBatch(turn);
        cleanUp();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("The log stopped", e);
      tell(new Storage.Outcome.Refused("The log stopped by a mistake in it: restart the kiosk"));
    } finally {
      queue.close();
      storage.close();
    }
  }

  private void writeBatch(EntryQueue.Turn turn) {
    MoodAggregate.Batch batch = room.batch();
    List<Entry> entries = new ArrayList<>(batch.queued());
    if (batch.goingOn() != null && !batch.goingOn().equals(lastRoom)) {
      entries.add(batch.goingOn());
    }
    Storage.Outcome outcome = storage.write(entries);
    if (outcome instanceof Storage.Outcome.Done) {
      lastRoom = batch.goingOn();
      queue.committed(batch.queued().size(), turn.ticket());
    }
    tell(outcome);
    if (queue.dropped() > 0 && !hasToldOfDrops) {
      hasToldOfDrops = true;
      log.warn("The log lost rows: its queue of {} was full", settings.queueBound());
    }
  }

  /** Enforces the retention at the start and once a day, while the file can be written. */
  private void cleanUp() {
    long now = nanos.getAsLong();
    boolean isDue = !hasCleaned || now - cleanedNanos >= DAY_NANOS;
    if (isDue && last instanceof Storage.Outcome.Done) {
      Instant cutoff = clock.instant().minus(Duration.ofDays(settings.retentionDays()));
      Storage.Outcome outcome = storage.deleteBefore(cutoff);
      hasCleaned = outcome instanceof Storage.Outcome.Done;
      cleanedNanos = now;
      tell(outcome);
    }
  }

  private void tell(Storage.Outcome outcome) {
    last = outcome;
    switch (outcome) {
      case Storage.Outcome.Done() -> faults.clear(PART);
      case Storage.Outcome.Failed(String reason) -> faults.raise(PART, reason);
      case Storage.Outcome.Refused(String reason) -> faults.raise(PART, reason);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
