package roomtone.camera;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A camera that does what the test tells it; a new opening goes on with what is left. */
final class ScriptedCamera implements CameraSource {
  /** What the camera does when it is read next. */
  private interface Act {
    Frame play() throws CameraException, InterruptedException;
  }

  private final boolean live;
  private final BlockingQueue<Act> script = new LinkedBlockingQueue<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger openings = new AtomicInteger();
  private final AtomicInteger closings = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final CountDownLatch unstuck = new CountDownLatch(1);
  private volatile boolean refusing;
  private volatile boolean loadingHangs;
  private volatile boolean openingHangs;
  private volatile boolean openingInterrupted;

  ScriptedCamera() {
    this(true);
  }

  ScriptedCamera(boolean live) {
    this.live = live;
  }

  void give(Frame frame) {
    script.add(() -> frame);
  }

  void give(int brightness) {
    give(new Frame(new byte[] {(byte) brightness}, 1, 1, brightness, brightness));
  }

  void fail(String reason) {
    script.add(() -> {
      throw new CameraException(reason);
    });
  }

  void breakDown() {
    script.add(() -> {
      throw new IllegalStateException("a bug");
    });
  }

  void end() {
    script.add(() -> {
      throw new EndOfReplay("replay");
    });
  }

  /** The next read hangs as native code does: neither closing nor interrupting helps. */
  void hang() {
    script.add(() -> {
      var _ = awaitUnstuck();
      throw new CameraException("came back too late");
    });
  }

  /** The next loading hangs so. */
  void hangWhenLoaded() {
    loadingHangs = true;
  }

  /** The next opening hangs so. */
  void hangWhenOpened() {
    openingHangs = true;
  }

  /** Waits, and returns whether it was interrupted, which native code does not hear. */
  private boolean awaitUnstuck() {
    boolean interrupted = false;
    while (unstuck.getCount() > 0) {
      try {
        unstuck.await();
      } catch (InterruptedException deaf) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  void unstick() {
    unstuck.countDown();
  }

  void refuse(boolean refuse) {
    refusing = refuse;
  }

  /** Whether an opening that hung was interrupted. */
  boolean wasOpeningInterrupted() {
    return openingInterrupted;
  }

  boolean isOpen() {
    return open.get() > 0;
  }

  int openings() {
    return openings.get();
  }

  int closings() {
    return closings.get();
  }

  /** How often a picture was asked for; the last time, it may still be waited for. */
  int reads() {
    return reads.get();
  }

  @Override
  public void load() {
    if (loadingHangs) {
      loadingHangs = false;
      var _ = awaitUnstuck();
    }
  }

  @Override
  public Camera open() throws CameraException {
    openings.incrementAndGet();
    if (refusing) {
      throw new CameraException("refused");
    }
    if (openingHangs) {
      openingHangs = false;
      openingInterrupted = awaitUnstuck();
    }
    open.incrementAndGet();
    return new Camera() {
      private boolean closed;

      @Override
      public Frame read(FramePool pool) throws CameraException, InterruptedException {
        reads.incrementAndGet();
        return script.take().play();
      }

      @Override
      public Duration stallAfter() {
        return Duration.ofSeconds(5);
      }

      @Override
      public synchronized void close() {
        if (!closed) {
          closed = true;
          open.decrementAndGet();
          closings.incrementAndGet();
        }
      }
    };
  }

  @Override
  public String description() {
    return "scripted camera";
  }

  @Override
  public boolean live() {
    return live;
  }
}
