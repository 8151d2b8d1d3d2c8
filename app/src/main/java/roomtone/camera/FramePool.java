package roomtone.camera;

import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Luma buffers that are used again, so that a steady stream of frames allocates no pictures.
 *
 * <p>Any thread may take and give back. A buffer that is never given back is simply collected.
 */
public final class FramePool {
  // One being filled, one waiting in the hand-off, one being read, one to spare.
  private static final int KEPT = 4;

  private final ArrayBlockingQueue<byte[]> free = new ArrayBlockingQueue<>(KEPT);

  /** A buffer of exactly {@code bytes} bytes; its content is whatever was there before. */
  public byte[] take(int bytes) {
    byte[] buffer;
    while ((buffer = free.poll()) != null) {
      if (buffer.length == bytes) {
        return buffer;
      }
    }
    return new byte[bytes];
  }

  /** Gives a frame's buffer back; nothing may read the frame afterwards. */
  public void giveBack(@Nullable Frame frame) {
    if (frame != null) {
      // Where enough are kept already, this one is collected.
      var _ = free.offer(frame.luma());
    }
  }
}
