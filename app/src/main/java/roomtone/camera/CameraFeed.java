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
 * closed for good and opened again, less and less often (see {@link RestartLadder}).
 *
 * <p>Lifecycle: a new feed is off. {@link #on} opens the camera on a thread of its own and returns
 * at once; {@link #off} returns when the capture has ended; both may be called again and again. A
 * feed that is on has no capture either while its shutter is closed ({@link #cover}). {@link
 * #close} ends everything. A live source's frames are dropped when nobody takes them; a source that
 * is not {@link CameraSource#live} waits until each frame is taken.
 *
 * <p>Any thread may call any method.
 */
public final class CameraFeed implements AutoCloseable {
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
  private volatile long lookedAfterAt;
  private boolean closed;
  private volatile boolean isOn;
  private boolean isCovered;

  // What follows is guarded by this object's monitor, which is held for moments only.
  private volatile CameraStatus status = new CameraStatus.Off();
  private final RestartLadder ladder = new RestartLadder();
  private @Nullable Capture capture;
  private long framesRead;
  private long restarts;
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

  /**
   * Opens the camera in the background, if it is off; once its shutter opens, if that is closed.
   */
  public void on() {
    switching.lock();
    try {
      if (!closed && !isOn) {
        isOn = true;
        if (isCovered) {
          stop(new CameraStatus.Covered());
        } else {
          startAnew();
        }
      }
    } finally {
      switching.unlock();
    }
  }

  /** Ends the capture: the camera is closed and no frame waits any more when this returns. */
  public void off() {
    switching.lock();
    try {
      isOn = false;
      stop(new CameraStatus.Off());
    } finally {
      switching.unlock();
    }
  }

  /** Whether it is on: nobody has switched it off, though its shutter may be closed. */
  public boolean isOn() {
    return isOn;
  }

  /**
   * Takes note that the camera's shutter was closed, which ends the capture as {@link #off} does,
   * or opened, which starts it again unless it was switched off.
   */
  public void cover(boolean covered) {
    switching.lock();
    try {
      if (closed || isCovered == covered) {
        return;
      }
      isCovered = covered;
      if (isOn && covered) {
        stop(new CameraStatus.Covered());
      } else if (isOn) {
        startAnew();
      }
    } finally {
      switching.unlock();
    }
  }

  /** Closes the camera and opens it again at once, if it is not off. */
  public void restart() {
    switching.lock();
    try {
      if (!closed && !status.isOff()) {
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

  /** How many frames the camera has given since the feed was made. */
  public synchronized long framesRead() {
    return framesRead;
  }

  /** How many of them were dropped because nobody had taken them when the next came. */
  public long framesDropped() {
    return handoff.dropped();
  }

  /** How long ago the last frame came, or empty before the first. */
  public synchronized Optional<Duration> sinceLastFrame() {
    return framesRead == 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(ticker.getAsLong() - lastFrameAt));
  }

  /** How often the camera was opened again because it had failed. */
  public synchronized long restarts() {
    return restarts;
  }

  /**
   * How long nobody has been able to look after the camera: because it can't be closed, or because
   * it hangs in its driver and only a new process can let go of it. Zero before it is first on.
   */
  public Duration sinceLookedAfter() {
    long at = lookedAfterAt;
    return at == 0 ? Duration.ZERO : Duration.ofNanos(ticker.getAsLong() - at);
  }

  /** Looks whether the camera is silent or due to be tried again. */
  private void beat() {
    // While somebody switches it there is nothing to look after.
    if (!switching.tryLock()) {
      return;
    }
    try {
      hanging.removeIf(left -> !left.isAlive());
      if (hanging.size() < MOST_HANGING) {
        lookedAfterAt = ticker.getAsLong();
      }
      Capture stalled = loseIfStalled();
      if (stalled != null) {
        end(stalled);
      } else if (isDue()) {
        tryAgain();
      }
    } finally {
      switching.unlock();
    }
  }

  private synchronized @Nullable Capture loseIfStalled() {
    Capture current = capture;
    Optional<String> stall = current == null ? Optional.empty() : current.stall();
    if (stall.isEmpty()) {
      return null;
    }
    fail(stall.get());
    return current;
  }

  private synchronized boolean isDue() {
    return capture == null
        && status instanceof CameraStatus.Faulted
        && ladder.isDue(ticker.getAsLong());
  }

  private void tryAgain() {
    if (hanging.size() < MOST_HANGING) {
      startAfterFailure();
    } else {
      fail(
          "The %s hangs in its driver: unplug the camera and plug it in again, or restart the machine."
              .formatted(source.description()));
    }
  }

  private void startAnew() {
    synchronized (this) {
      ladder.reset();
      tell(new CameraStatus.Starting());
      start();
    }
    if (!beating) {
      lookedAfterAt = ticker.getAsLong();
      beating = true;
      heartbeat.start(this::beat);
    }
  }

  private synchronized void startAfterFailure() {
    restarts++;
    start();
  }

  private synchronized void start() {
    capture = new Capture(source, pool, handoff, ticker, captureListener);
    capture.start();
  }

  private void stop(CameraStatus afterwards) {
    Capture current = lose(afterwards);
    if (current != null) {
      end(current);
    }
    handoff.clear();
  }

  private synchronized @Nullable Capture lose(CameraStatus afterwards) {
    Capture current = capture;
    capture = null;
    tell(afterwards);
    return current;
  }

  private void end(Capture ending) {
    if (!ending.end()) {
      hanging.add(ending);
    }
  }

  private synchronized void fail(String reason) {
    capture = null;
    tell(new CameraStatus.Faulted(reason, ladder.failed(ticker.getAsLong())));
  }

  private synchronized void frameCame() {
    framesRead++;
    lastFrameAt = ticker.getAsLong();
    if (!(status instanceof CameraStatus.Running)) {
      ladder.runs(lastFrameAt);
      tell(new CameraStatus.Running());
    }
  }

  private void tell(CameraStatus next) {
    if (!next.equals(status)) {
      status = next;
      listener.accept(next);
    }
  }

  /** Passes on what the current capture tells; one that was ended meanwhile is not listened to. */
  private final class CaptureListener implements Capture.Listener {
    @Override
    public void frameCame(Capture from) {
      ifCurrent(from, CameraFeed.this::frameCame);
    }

    @Override
    public void replayEnded(Capture from) {
      ifCurrent(from, () -> lose(new CameraStatus.Ended()));
    }

    @Override
    public void failed(Capture from, String reason) {
      ifCurrent(from, () -> fail(reason));
    }

    private void ifCurrent(Capture from, Runnable action) {
      synchronized (CameraFeed.this) {
        if (from == capture) {
          action.run();
        }
      }
    }
  }
}
