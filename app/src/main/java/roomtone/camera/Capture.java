package roomtone.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One opening of a camera: the thread that opens it, reads it and hands its frames over, until it
 * fails or is ended.
 *
 * <p>Any thread may ask and end it.
 */
final class Capture {
  /** What a capture tells; called on its thread. */
  interface Listener {
    /** A frame came and is about to be handed over. */
    void frameCame(Capture capture);

    /** The replay is over. The camera is closed. */
    void replayEnded(Capture capture);

    /** Opening or reading failed. The camera is closed. */
    void failed(Capture capture, String reason);
  }

  private static final Logger log = LoggerFactory.getLogger(Capture.class);

  /** 100 MB of libraries are unpacked onto a slow card. */
  private static final Duration LONGEST_LOADING = Duration.ofMinutes(2);

  private static final Duration LONGEST_OPENING = Duration.ofSeconds(20);

  /** A USB camera that is silent is let go by its driver's wrapper after ten seconds. */
  private static final Duration LONGEST_CLOSING = Duration.ofSeconds(11);

  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(1);

  private final CameraSource source;
  private final FramePool pool;
  private final Handoff handoff;
  private final LongSupplier ticker;
  private final Listener listener;
  private final Thread thread;

  private @Nullable Camera camera;
  private boolean waitsForCamera;
  private long waitsSince;
  private String awaited = "";
  private Duration patience = LONGEST_LOADING;
  private boolean ended;

  /**
   * A capture that has not started.
   *
   * @param ticker the monotonic clock, in nanoseconds
   */
  Capture(
      CameraSource source,
      FramePool pool,
      Handoff handoff,
      LongSupplier ticker,
      Listener listener) {
    this.source = source;
    this.pool = pool;
    this.handoff = handoff;
    this.ticker = ticker;
    this.listener = listener;
    // A platform thread: what it calls is native and would pin a carrier.
    this.thread = Thread.ofPlatform().daemon().name("camera").unstarted(this::run);
  }

  void start() {
    awaits("did not load its libraries within", LONGEST_LOADING);
    thread.start();
  }

  private void run() {
    try {
      source.load();
      awaits("did not open within", LONGEST_OPENING);
      try (Camera opened = source.open()) {
        if (adopt(opened)) {
          handOver(opened);
        }
      }
    } catch (EndOfReplay e) {
      listener.replayEnded(this);
    } catch (CameraException e) {
      listener.failed(this, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      listener.failed(this, "The %s was interrupted.".formatted(source.description()));
    } catch (RuntimeException | LinkageError e) {
      log.error("The {} failed unexpectedly", source.description(), e);
      listener.failed(this, "The %s failed: %s.".formatted(source.description(), e));
    }
  }

  private void handOver(Camera opened) throws CameraException, InterruptedException {
    while (true) {
      waits(true);
      Frame frame = opened.read(pool);
      waits(false);
      if (isEnded()) {
        return;
      }
      listener.frameCame(this);
      handoff.put(frame);
      if (isEnded()) {
        // It ended between the two looks: what was put late is nobody's to see.
        handoff.clear();
        return;
      }
    }
  }

  private synchronized boolean adopt(Camera opened) {
    camera = opened;
    awaits("has given no picture for", opened.stallAfter());
    return !ended;
  }

  /**
   * From now on it waits for the camera.
   *
   * @param complaint what it did not do, before the seconds
   */
  private synchronized void awaits(String complaint, Duration longest) {
    awaited = complaint;
    patience = longest;
    waits(true);
  }

  private synchronized void waits(boolean forCamera) {
    waitsForCamera = forCamera;
    waitsSince = ticker.getAsLong();
  }

  private synchronized boolean isEnded() {
    return ended;
  }

  /** What is wrong if the camera has been silent for too long. */
  synchronized Optional<String> stall() {
    long silent = ticker.getAsLong() - waitsSince;
    if (!waitsForCamera || silent <= patience.toNanos()) {
      return Optional.empty();
    }
    return Optional.of(
        "The %s %s %d s and is started again."
            .formatted(source.description(), awaited, patience.toSeconds()));
  }

  /**
   * Closes the camera and ends the thread; afterwards no frame is handed over. Waits for both, but
   * not for ever: a driver can hang.
   *
   * @return whether the thread has ended; if not, it hangs in native code and is left behind
   */
  boolean end() {
    Camera toClose;
    synchronized (this) {
      ended = true;
      toClose = camera;
    }
    // Not while it opens: if it is unpacking a native library just then, as the first start does,
    // the library could not be loaded any more as long as this process lives.
    if (toClose != null) {
      thread.interrupt();
      Thread closer = Thread.ofPlatform().daemon().name("camera-close").start(toClose::close);
      join(closer, LONGEST_CLOSING);
    }
    return join(thread, LONGEST_GOODBYE);
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** Waits for a thread even when interrupted: what it ends must have ended. */
  private static boolean join(Thread thread, Duration longest) {
    boolean interrupted = false;
    long until = System.nanoTime() + longest.toNanos();
    try {
      while (true) {
        try {
          return thread.join(Duration.ofNanos(until - System.nanoTime()));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
