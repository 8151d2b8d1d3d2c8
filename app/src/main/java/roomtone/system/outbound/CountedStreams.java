package roomtone.system.outbound;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Streams that count on a line what passes through them. */
public final class CountedStreams {
  private CountedStreams() {}

  /** Counts what is read. */
  public static InputStream counted(InputStream stream, Line line) {
    return new FilterInputStream(stream) {
      @Override
      public int read() throws IOException {
        int next = in.read();
        line.received(next < 0 ? 0 : 1);
        return next;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        line.received(count);
        return count;
      }
    };
  }

  /** Counts what is written. */
  public static OutputStream counted(OutputStream stream, Line line) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(int next) throws IOException {
        out.write(next);
        line.sent(1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        line.sent(length);
      }
    };
  }
}
