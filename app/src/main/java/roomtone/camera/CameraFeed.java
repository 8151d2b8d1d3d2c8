package roomtone.camera;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A camera that is kept running: it hands over frames, and when the camera stalls or dies it is
 * closed for good and opened again, after 1, 2, 5, 10, 30 and then always 60 seconds; a good minute
 * takes the ladder back to its foot.
 *
 * <p>Lifecycle: a new feed is off. {@link #on} opens the camera on a thread of its own and returns
 * at once; {@link #off} returns when the capture has ended; both may be called again and again;
 * {@link #close} ends everything. A live source's frames are dropped when nobody takes them; a
 * source that is not {@link CameraSource#live} waits until each frame is taken.
 *
 * <p>Any thread may call any method.
 */
public final class CameraFeed implements AutoCloseable {
  private static final List<Duration> LADDER =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));
  private static final Duration GOOD_RUN = Duration.ofMinutes(1);
  private static final int MOST_HANGING = 3;

  private final CameraSource source;
  private final Consumer<CameraStatus> listener;
  private final LongSupplier ticker;
  private final Heartbeat heartbeat;
  private final FramePool pool = new FramePool();
  private final Handoff handoff;
  private final Capture.Listener captureListener = new CaptureListener();

  /** Held while the camera is opened or closed, which takes seconds; taken before the other. */
  private final ReentrantLock switching = new ReentrantLock();

  private final List<Capture> hanging = new ArrayList<>();
  private boolean beating;
  private boolean closed;

  /** Held for moments: it guards what follows. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile CameraStatus status = new CameraStatus.Off();
  private @Nullable Capture capture;
  private int failures;
  private long retryAt;
  private long runningSince;
  private long framesRead;
  private long lastFrameAt;

  /**
   * A feed that is off.
   *
   * @param listener told each new status, in order and under a lock: it returns at once and does
   *     not call the feed
   */
  public CameraFeed(CameraSource source, Consumer<CameraStatus> listener) {
    this(source, listener, System::nanoTime, Heartbeat.every(Duration.ofMillis(200)));
  }

  CameraFeed(
      CameraSource source,
      Consumer<CameraStatus> listener,
      LongSupplier ticker,
      Heartbeat heartbeat) {
    this.source = source;
    this.listener = listener;
    this.ticker = ticker;
    this.heartbeat = heartbeat;
    this.handoff = Handoff.of(source, pool);
  }

  /** Opens the camera in the background, if it is off. */
  public void on() {
    switching.lock();
    try {
      if (closed || !(status instanceof CameraStatus.Off)) {
        return;
      }
      startAnew();
      if (!beating) {
        beating = true;
        heartbeat.start(this::beat);
      }
    } finally {
      switching.unlock();
    }
  }

  /** Ends the capture: the camera is closed and no frame waits any more when this returns. */
  public void off() {
    switching.lock();
    try {
      stop(new CameraStatus.Off());
    } finally {
      switching.unlock();
    }
  }

  /** Closes the camera and opens it again at once, if it is not off. */
  public void restart() {
    switching.lock();
    try {
      if (!closed && !(status instanceof CameraStatus.Off)) {
        stop(new CameraStatus.Starting());
        startAnew();
      }
    } finally {
      switching.unlock();
    }
  }

  @Override
  public void close() {
    switching.lock();
    try {
      closed = true;
      heartbeat.stop();
      stop(new CameraStatus.Off());
    } finally {
      switching.unlock();
    }
  }

  /** Takes the next frame, waiting for one up to {@code timeout}; give it back when done. */
  public Optional<Frame> take(Duration timeout) throws InterruptedException {
    return handoff.take(timeout);
  }

  /** Gives a frame back, so that its buffer is used again; nothing may read it afterwards. */
  public void giveBack(Frame frame) {
    pool.giveBack(frame);
  }

  /** What the camera is, for people. */
  public String description() {
    return source.description();
  }

  /** How the camera is doing. */
  public CameraStatus status() {
    return status;
  }

  /** Whether a replay that does not loop is over and its last frame has been taken. */
  public boolean isFinished() {
    return status instanceof CameraStatus.Ended && handoff.isEmpty();
  }

  /** How many frames the camera has given since the start. */
  public long framesRead() {
    lock.lock();
    try {
      return framesRead;
    } finally {
      lock.unlock();
    }
  }

  /** How many of them were dropped because nobody had taken them when the next came. */
  public long framesDropped() {
    return handoff.dropped();
  }

  /** How long ago the last frame came, or empty before the first. */
  public Optional<Duration> sinceLastFrame() {
    lock.lock();
    try {
      return framesRead == 0
          ? Optional.empty()
          : Optional.of(Duration.ofNanos(ticker.getAsLong() - lastFrameAt));
    } finally {
      lock.unlock();
    }
  }

  /** Looks whether the camera is silent or due to be tried again. */
  private void beat() {
    // While somebody switches it there is nothing to look after.
    if (!switching.tryLock()) {
      return;
    }
    try {
      Capture stalled = loseIfStalled();
      if (stalled != null) {
        end(stalled);
      } else if (isDue()) {
        hanging.removeIf(left -> !left.isAlive());
        if (hanging.size() < MOST_HANGING) {
          start();
        } else {
          fail(
              "The %s hangs in its driver: restart the machine, or unplug the camera and plug it in again."
                  .formatted(source.description()));
        }
      }
    } finally {
      switching.unlock();
    }
  }

  private @Nullable Capture loseIfStalled() {
    lock.lock();
    try {
      Capture current = capture;
      Optional<String> stall = current == null ? Optional.empty() : current.stall();
      if (stall.isEmpty()) {
        return null;
      }
      capture = null;
      fail(stall.get());
      return current;
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue() {
    lock.lock();
    try {
      return capture == null
          && status instanceof CameraStatus.Faulted
          && ticker.getAsLong() - retryAt >= 0;
    } finally {
      lock.unlock();
    }
  }

  private void startAnew() {
    lock.lock();
    try {
      failures = 0;
      tell(new CameraStatus.Starting());
      start();
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    lock.lock();
    try {
      capture = new Capture(source, pool, handoff, ticker, captureListener);
      capture.start();
    } finally {
      lock.unlock();
    }
  }

  private void stop(CameraStatus afterwards) {
    Capture current;
    lock.lock();
    try {
      current = capture;
      capture = null;
      tell(afterwards);
    } finally {
      lock.unlock();
    }
    if (current != null) {
      end(current);
    }
    handoff.clear();
  }

  private void end(Capture ending) {
    if (!ending.end()) {
      hanging.add(ending);
    }
  }

  private void fail(String reason) {
    lock.lock();
    try {
      long now = ticker.getAsLong();
      boolean good =
          status instanceof CameraStatus.Running && now - runningSince >= GOOD_RUN.toNanos();
      failures = good ? 1 : failures + 1;
      retryAt = now + LADDER.get(Math.min(failures, LADDER.size()) - 1).toNanos();
      tell(new CameraStatus.Faulted(reason, failures));
    } finally {
      lock.unlock();
    }
  }

  private void tell(CameraStatus next) {
    if (!next.equals(status)) {
      status = next;
      listener.accept(next);
    }
  }

  /** What comes from a capture that was ended meanwhile is of no interest. */
  private final class CaptureListener implements Capture.Listener {
    @Override
    public void frameCame(Capture from) {
      lock.lock();
      try {
        if (from == capture) {
          framesRead++;
          lastFrameAt = ticker.getAsLong();
          if (!(status instanceof CameraStatus.Running)) {
            runningSince = lastFrameAt;
            tell(new CameraStatus.Running());
          }
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void replayEnded(Capture from) {
      lock.lock();
      try {
        if (from == capture) {
          capture = null;
          tell(new CameraStatus.Ended());
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void failed(Capture from, String reason) {
      lock.lock();
      try {
        if (from == capture) {
          capture = null;
          fail(reason);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
