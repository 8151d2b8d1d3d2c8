package roomtone.kiosk;

import java.util.Locale;
import java.util.function.ObjLongConsumer;

/**
 * Tells how long each stage of reading a frame takes. For one thread; telling allocates nothing of
 * its own.
 */
public final class StageTimes {
  private static final long LONGEST_NANOS = 60_000_000_000L;

  /** A stage, in the order in which a frame passes. */
  public enum Stage {
    CAPTURE,
    DETECT,
    TRACK,
    /** Cutting out one face. */
    CROP,
    /** The expression model, for one face that was cut out. */
    CLASSIFY,
    ROOM,
    /** Telling everybody who listens to the room's mood. */
    PUBLISH;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  private final ObjLongConsumer<Stage> listener;

  /** Nobody is told. */
  public StageTimes() {
    this((stage, nanos) -> {});
  }

  /**
   * Nothing is told yet.
   *
   * @param listener told each stage that ends and its nanoseconds, at most a minute, on the same
   *     thread
   */
  public StageTimes(ObjLongConsumer<Stage> listener) {
    this.listener = listener;
  }

  /**
   * Notes that a stage ended now.
   *
   * @param startNanos when it began, of {@link System#nanoTime}
   * @return now, for the next stage's start
   */
  public long record(Stage stage, long startNanos) {
    long now = System.nanoTime();
    listener.accept(stage, Math.clamp(now - startNanos, 0, LONGEST_NANOS));
    return now;
  }
}
