package roomtone.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import roomtone.flow.Latest;

/** How frames pass from the camera's thread to the one that looks at them; for any threads. */
sealed interface Handoff {
  /** Hands a frame over. */
  void put(Frame frame) throws InterruptedException;

  /** Takes a frame, or returns empty after {@code timeout}. */
  Optional<Frame> take(Duration timeout) throws InterruptedException;

  /** Forgets the frame that nobody has taken yet. */
  void clear();

  /** Whether no frame waits to be taken. */
  boolean isEmpty();

  /** How many frames were forgotten because a newer one came. */
  long dropped();

  /** The hand-off of a source, whose displaced frames go back to {@code pool}. */
  static Handoff of(CameraSource source, FramePool pool) {
    return source.live() ? new Newest(pool) : new Every(pool);
  }

  /** Live: putting never waits, and only the newest frame is kept. */
  final class Newest implements Handoff {
    private final Latest<Frame> slot = new Latest<>();
    private final LongAdder dropped = new LongAdder();
    private final AtomicInteger waiting = new AtomicInteger();
    private final FramePool pool;

    Newest(FramePool pool) {
      this.pool = pool;
    }

    @Override
    public void put(Frame frame) {
      Frame displaced = slot.put(frame);
      if (displaced == null) {
        waiting.incrementAndGet();
      } else {
        dropped.increment();
        pool.giveBack(displaced);
      }
    }

    @Override
    public Optional<Frame> take(Duration timeout) throws InterruptedException {
      Optional<Frame> taken = slot.take(timeout);
      taken.ifPresent(frame -> waiting.decrementAndGet());
      return taken;
    }

    @Override
    public void clear() {
      try {
        take(Duration.ZERO).ifPresent(pool::giveBack);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean isEmpty() {
      return waiting.get() <= 0;
    }

    @Override
    public long dropped() {
      return dropped.sum();
    }
  }

  /** Lossless: putting waits until the frame before was taken. */
  final class Every implements Handoff {
    private final ArrayBlockingQueue<Frame> slot = new ArrayBlockingQueue<>(1);
    private final FramePool pool;

    Every(FramePool pool) {
      this.pool = pool;
    }

    @Override
    public void put(Frame frame) throws InterruptedException {
      slot.put(frame);
    }

    @Override
    public Optional<Frame> take(Duration timeout) throws InterruptedException {
      return Optional.ofNullable(slot.poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void clear() {
      pool.giveBack(slot.poll());
    }

    @Override
    public boolean isEmpty() {
      return slot.isEmpty();
    }

    @Override
    public long dropped() {
      return 0;
    }
  }
}
