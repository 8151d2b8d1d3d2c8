package roomtone.camera;

import java.time.Duration;
import java.util.List;

/**
 * When a camera that failed is tried again: after 1, 2, 5, 10, 30 and then always 60 seconds; a run
 * of a good minute takes it back to the foot.
 *
 * <p>All times are nanoseconds of the monotonic clock. For one thread at a time.
 */
final class RestartLadder {
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));
  private static final Duration GOOD_RUN = Duration.ofMinutes(1);

  private int failures;
  private long retryAt;
  private boolean running;
  private long runningSince;

  /** Forgets all failures. */
  void reset() {
    failures = 0;
    running = false;
  }

  /** The camera runs from now on. */
  void runs(long now) {
    running = true;
    runningSince = now;
  }

  /** The camera failed; returns how many times in a row it has, at least 1. */
  int failed(long now) {
    boolean good = running && now - runningSince >= GOOD_RUN.toNanos();
    running = false;
    failures = good ? 1 : failures + 1;
    retryAt = now + STEPS.get(Math.min(failures, STEPS.size()) - 1).toNanos();
    return failures;
  }

  /** Whether it is time to try again. */
  boolean isDue(long now) {
    return now - retryAt >= 0;
  }
}
