package roomtone.kiosk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import roomtone.camera.CameraFeed;
import roomtone.camera.Frame;
import roomtone.inference.ModelException;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodReading;
import roomtone.system.Faults;

/**
 * From frame to mood to listeners, again and again, on the main thread.
 *
 * <p>It is a platform thread because native inference would pin a virtual one's carrier.
 */
final class MoodLoop {
  // Two missed frames at the slowest frame rate: after that, nothing is being seen.
  private static final Duration BLIND_AFTER = Duration.ofSeconds(2);
  private static final String PART = "model";

  private final CameraFeed feed;
  private final RoomReader reader;
  private final List<MoodListener> listeners;
  private final StageTimes times;
  private final Faults faults;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Runnable beat;

  /**
   * A loop that does not run yet.
   *
   * @param times told how long the listeners take together
   * @param beat called each time round, so that somebody notices when it stands still
   */
  MoodLoop(
      CameraFeed feed,
      RoomReader reader,
      List<MoodListener> listeners,
      StageTimes times,
      Faults faults,
      LongSupplier nanos,
      InstantSource clock,
      Runnable beat) {
    this.feed = feed;
    this.reader = reader;
    this.listeners = List.copyOf(listeners);
    this.times = times;
    this.faults = faults;
    this.nanos = nanos;
    this.clock = clock;
    this.beat = beat;
  }

  /** Runs until the thread is interrupted or a replay that does not loop has ended. */
  void run() throws InterruptedException {
    while (!feed.isFinished()) {
      beat.run();
      Optional<Frame> frame = feed.take(BLIND_AFTER);
      if (frame.isPresent()) {
        try {
          publish(reader.read(frame.get()));
          faults.clear(PART);
        } catch (ModelException e) {
          faults.raise(PART, String.valueOf(e.getMessage()));
        } finally {
          feed.giveBack(frame.get());
        }
      } else {
        publish(reader.blind(nanos.getAsLong(), clock.millis()));
      }
    }
  }

  private void publish(MoodReading reading) {
    long start = System.nanoTime();
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).onMood(reading);
    }
    times.record(StageTimes.Stage.PUBLISH, start);
  }
}
