package roomtone.kiosk;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import roomtone.camera.CameraFeed;
import roomtone.system.MappedFiles;
import roomtone.system.service.ServiceManager;
import roomtone.system.service.Starts;
import roomtone.system.service.Watchdog;

/**
 * What keeps this process running, and is told how it does: the service manager, the watchdog, the
 * memory of earlier starts, and what keeps the heap small. One for the whole process. Any thread.
 *
 * @param manager systemd, or nobody
 * @param starts how often the kiosk was started, and why again
 * @param watchdog looks after what must move
 * @param garbage has what is old collected
 */
public record Upkeep(ServiceManager manager, Starts starts, Watchdog watchdog, OldGarbage garbage)
    implements AutoCloseable {
  /** After this models are loaded, certificates made and first pages shown. */
  private static final Duration STARTED = Duration.ofSeconds(15);

  /** A run that lasted so long did not fail at its start. */
  private static final Duration STEADY = Duration.ofMinutes(10);

  /** A camera is closed and opened within this, even when its driver takes its time. */
  private static final Duration CAMERA_PATIENCE = Duration.ofMinutes(2);

  /** As systemd's variables say; see systemd.exec(5) and sd_notify(3). */
  public static Upkeep begin(
      Map<String, String> environment, LongSupplier nanos, InstantSource clock) {
    Optional<Path> folder = Optional.ofNullable(environment.get("RUNTIME_DIRECTORY")).map(Path::of);
    var manager = ServiceManager.of(environment);
    var starts = Starts.note(folder, clock);
    return new Upkeep(
        manager, starts, Watchdog.start(manager, nanos, starts::lastWords), OldGarbage.watch());
  }

  /**
   * The page answers: the start has succeeded. Soon what only the start needed is given back to the
   * system, and after a while the run is a steady one.
   */
  void ready(String status) {
    manager.ready(status);
    later(STARTED)
        .execute(() -> {
          garbage.collect();
          MappedFiles.release();
        });
    later(STEADY).execute(starts::steady);
  }

  private static Executor later(Duration delay) {
    return CompletableFuture.delayedExecutor(delay.toSeconds(), TimeUnit.SECONDS);
  }

  /** Watches what looks after the camera: its silence means that it can't help any more. */
  Watchdog.Watched watch(CameraFeed feed) {
    return watchdog.watch("The care of the camera", CAMERA_PATIENCE, feed::sinceLookedAfter);
  }

  /** Watches the page by asking it, as a browser would; nothing is asked where nobody watches. */
  PageVisits visit(int port) {
    return PageVisits.start(watchdog, port, manager.watchdog().isPresent());
  }

  @Override
  public void close() {
    garbage.close();
    watchdog.close();
  }
}
