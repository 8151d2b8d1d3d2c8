package roomtone.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;

/**
 * The interval of the room's mood that goes on now, summed up in memory.
 *
 * <p>Its length comes from the frames' monotonic clock and its place in time from the newest
 * frame's wall time, so a wall clock that jumps moves an interval and never stretches it. With
 * fewer people than the privacy setting asks for, an expression counts as "unsure".
 *
 * <p>Any thread may call it; a reading that changes nothing allocates nothing.
 */
final class MoodAggregate {
  /** With no frame for this long, the mood is unknown and the interval ends at its last frame. */
  private static final long GAP_NANOS = 10_000_000_000L;

  /** How long enough people must have been there again: a flickering count makes no rows. */
  private static final long RETURN_NANOS = 5_000_000_000L;

  private static final long DRIFT_MILLIS = 1_000;

  /**
   * What waits to be written.
   *
   * @param queued the entries of the queue, oldest first
   * @param goingOn the interval that goes on, as far as it has come; null if none does
   */
  record Batch(List<Entry> queued, Entry.@Nullable Room goingOn) {}

  private static final String UNKNOWN = "unsure";
  private static final int NONE = -3;
  private static final int EMPTY = -2;
  private static final int UNSURE = -1;

  private final int minimumVisitors;
  private final EntryQueue queue;

  private long sequence;
  private int kind = NONE;
  private String label = UNKNOWN;
  private long firstNanos;
  private long lastNanos;
  private long firstMillis;
  private double confidenceSum;
  private long readings;
  private int visitors;
  private boolean wasTooFew;
  private long tooFewNanos;

  MoodAggregate(int minimumVisitors, EntryQueue queue) {
    this.minimumVisitors = minimumVisitors;
    this.queue = queue;
  }

  /** Adds one frame's reading; on a change, queues the interval that it ends. */
  synchronized void add(MoodReading reading) {
    Mood mood = reading.mood();
    int now = isWithheld(mood, reading.nanos()) ? UNSURE : kindOf(mood);
    boolean gap = kind != NONE && reading.nanos() - lastNanos > GAP_NANOS;
    if (now != kind || gap) {
      if (!gap) {
        extendTo(reading);
      }
      end();
      begin(now, now == UNSURE ? UNKNOWN : mood.label(), reading);
    }
    extendTo(reading);
    readings++;
    confidenceSum += now >= 0 ? mood.sureness() : 0;
    visitors = Math.max(visitors, mood.people());
  }

  /** Ends the interval that goes on, if one does, at its last frame. */
  synchronized void end() {
    if (kind != NONE) {
      queue.add(room());
      sequence++;
      kind = NONE;
      label = UNKNOWN;
    }
  }

  /** What waits to be written, seen at one moment. */
  synchronized Batch batch() {
    return new Batch(queue.waiting(), kind == NONE ? null : room());
  }

  /** The room's mood as it may be kept; unsure while no interval goes on. */
  synchronized String label() {
    return label;
  }

  /** A mood that something was done for, as it may be kept. */
  String labelOf(Mood mood) {
    return kindOf(mood) >= 0 && mood.people() < minimumVisitors ? UNKNOWN : mood.label();
  }

  private void begin(int newKind, String newLabel, MoodReading reading) {
    long endMillis = endMillis();
    firstMillis = drift(reading, endMillis) ? reading.epochMillis() : endMillis;
    firstNanos = reading.nanos();
    kind = newKind;
    label = newLabel;
    confidenceSum = 0;
    readings = 0;
    visitors = 0;
  }

  private void extendTo(MoodReading reading) {
    lastNanos = reading.nanos();
    if (drift(reading, endMillis())) {
      firstMillis += reading.epochMillis() - endMillis();
    }
  }

  /** Whether the wall clock jumped, more than frames jitter. */
  private static boolean drift(MoodReading reading, long expectedMillis) {
    return Math.abs(reading.epochMillis() - expectedMillis) > DRIFT_MILLIS;
  }

  private long endMillis() {
    return firstMillis + Math.max(0, (lastNanos - firstNanos) / 1_000_000);
  }

  private Entry.Room room() {
    return new Entry.Room(
        sequence,
        new MoodInterval(
            Instant.ofEpochMilli(firstMillis),
            Instant.ofEpochMilli(endMillis()),
            label,
            readings == 0 ? 0 : confidenceSum / readings,
            visitors));
  }

  private boolean isWithheld(Mood mood, long nanos) {
    if (kindOf(mood) < 0) {
      return false;
    }
    if (mood.people() < minimumVisitors) {
      wasTooFew = true;
      tooFewNanos = nanos;
    } else if (nanos - tooFewNanos >= RETURN_NANOS) {
      wasTooFew = false;
    }
    return wasTooFew;
  }

  private static int kindOf(Mood mood) {
    return switch (mood) {
      case Mood.EmptyRoom _ -> EMPTY;
      case Mood.Unsure _ -> UNSURE;
      case Mood.Felt felt -> felt.emotion().index();
    };
  }
}
