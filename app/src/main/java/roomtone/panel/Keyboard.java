package roomtone.panel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is typed, for one reader after the other. Reading the standard input can't be interrupted,
 * so that a reader who goes away would take the next key along; reading this can.
 *
 * <p>Nothing is read before somebody reads here. One thread reads at a time.
 */
public final class Keyboard extends InputStream {
  private static final Logger log = LoggerFactory.getLogger(Keyboard.class);
  private static final int CHUNK_BYTES = 256;
  private static final byte[] END = {};

  private final InputStream in;
  private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>();
  private @Nullable Thread pump;
  private byte[] current = END;
  private int at;
  private boolean isOver;

  /** What is typed into {@code in}, which nobody else reads. */
  public Keyboard(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    begin();
    if (at == current.length && !isOver) {
      try {
        current = typed.take();
        at = 0;
        isOver = current.length == 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the reader goes away");
      }
    }
    if (isOver) {
      return -1;
    }
    int count = Math.min(length, current.length - at);
    System.arraycopy(current, at, into, offset, count);
    at += count;
    return count;
  }

  private void begin() {
    if (pump == null) {
      // The thread ends with the process.
      pump = Thread.ofPlatform().daemon().name("keyboard").start(this::pump);
    }
  }

  private void pump() {
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      int count = in.read(chunk);
      while (count >= 0) {
        if (count > 0) {
          typed.add(Arrays.copyOf(chunk, count));
        }
        count = in.read(chunk);
      }
    } catch (IOException e) {
      log.debug("The standard input can't be read", e);
    }
    typed.add(END);
  }
}
