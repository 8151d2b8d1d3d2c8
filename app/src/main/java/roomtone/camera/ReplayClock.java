package roomtone.camera;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The time of a replay: it dates each picture by its position in the clip and, in real time, holds
 * it back until it is due.
 *
 * <p>For one reader thread.
 */
final class ReplayClock {
  /** A reader that is later than this, after a suspend perhaps, goes on from now. */
  private static final long LATEST = Duration.ofSeconds(1).toNanos();

  private final ReplayPace pace;
  private final InstantSource wall;
  private final Pacer pacer;
  private long startNanos;
  private long startMillis;

  ReplayClock(ReplayPace pace, InstantSource wall, Pacer pacer) {
    this.pace = pace;
    this.wall = wall;
    this.pacer = pacer;
  }

  /** Lets position 0 be now. */
  void start() {
    startNanos = pacer.nanos();
    startMillis = wall.millis();
  }

  /**
   * Dates a picture and, in real time, waits until it is due.
   *
   * @param position nanoseconds since the start, never less than the time before
   */
  Frame date(Luma picture, long position) throws InterruptedException {
    if (pace == ReplayPace.REAL_TIME) {
      long late = pacer.nanos() - (startNanos + position);
      if (late > LATEST) {
        startNanos += late;
        startMillis = wall.millis() - position / 1_000_000;
      } else if (late < 0) {
        pacer.await(startNanos + position);
      }
    }
    return picture.at(startNanos + position, startMillis + position / 1_000_000);
  }
}
