package roomtone.camera;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clip shown as if a camera saw it now.
 *
 * <p>One thread reads, any thread closes: the decoder is only touched under the lock, which is not
 * held while a picture waits for its time.
 */
final class ClipCamera implements Camera {
  private static final Logger log = LoggerFactory.getLogger(ClipCamera.class);

  /** Pictures further apart than this are shown this far apart, so that no wait is a stall. */
  private static final long LONGEST_GAP = Duration.ofSeconds(10).toNanos();

  private final ReplaySource source;
  private final ReplayClock clock;
  private ClipDecoder decoder;
  private boolean closed;
  private boolean warned;
  private boolean first = true;
  private long clipTime;
  private long position;

  private ClipCamera(ReplaySource source, ReplayClock clock, ClipDecoder decoder) {
    this.source = source;
    this.clock = clock;
    this.decoder = decoder;
  }

  static ClipCamera open(ReplaySource source, ReplayClock clock) throws CameraException {
    ClipCamera camera =
        new ClipCamera(source, clock, ClipDecoder.open(source.path(), source.longestSide()));
    clock.start();
    return camera;
  }

  @Override
  public Frame read(FramePool pool) throws CameraException, InterruptedException {
    return clock.date(decode(pool), position);
  }

  private synchronized Luma decode(FramePool pool) throws CameraException {
    if (closed) {
      throw new CameraException("The " + source.description() + " was closed.");
    }
    if (!decoder.next()) {
      startOver();
    }
    if (!first) {
      // Each time round begins at its clip's time 0 again, one picture after the last.
      long gap = decoder.nanos() - clipTime;
      position += gap > 0 ? Math.min(gap, LONGEST_GAP) : decoder.pictureNanos();
    }
    first = false;
    clipTime = decoder.nanos();
    return decoder.copy(pool);
  }

  private void startOver() throws CameraException {
    if (first) {
      throw new CameraException(
          "The clip %s holds no picture that can be read.".formatted(source.path()));
    }
    if (decoder.damaged() && !warned) {
      log.warn("The clip {} is damaged or cut short: what can be read is shown.", source.path());
      warned = true;
    }
    if (!source.loop()) {
      throw new EndOfReplay(source.description());
    }
    decoder.close();
    decoder = ClipDecoder.open(source.path(), source.longestSide());
    if (!decoder.next()) {
      throw new CameraException("The clip %s holds no picture any more.".formatted(source.path()));
    }
  }

  @Override
  public Duration stallAfter() {
    return Duration.ofSeconds(20);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      decoder.close();
    }
  }
}
