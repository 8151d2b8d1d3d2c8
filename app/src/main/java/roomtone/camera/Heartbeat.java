package roomtone.camera;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What calls the camera feed again and again, so that it notices a silence and tries again. */
interface Heartbeat {
  /** Begins to call {@code beat}, which does not throw. */
  void start(Runnable beat);

  /** Ends the calls; one that is running may still finish. */
  void stop();

  /** A daemon thread that beats with {@code pause} between two calls. */
  static Heartbeat every(Duration pause) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("camera-watch").factory());
    return new Heartbeat() {
      @Override
      public void start(Runnable beat) {
        var _ =
            timer.scheduleWithFixedDelay(
                beat, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
      }

      @Override
      public void stop() {
        timer.shutdown();
      }
    };
  }
}
