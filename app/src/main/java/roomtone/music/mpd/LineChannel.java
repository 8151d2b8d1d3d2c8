package roomtone.music.mpd;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.outbound.Line;

/**
 * Lines of UTF-8 over a Unix or TCP socket, each operation with a deadline.
 *
 * <p>The channel never blocks and a selector does the waiting, because a blocking channel has no
 * timeout on Unix sockets. For one thread.
 */
final class LineChannel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LineChannel.class);
  private static final int LONGEST_LINE_BYTES = 64 * 1024;

  private final SocketChannel channel;
  private final Line line;
  private final Selector selector;
  private final SelectionKey key;
  private final ByteBuffer incoming = ByteBuffer.allocate(16 * 1024).flip();

  private LineChannel(SocketChannel channel, Line line, Selector selector, SelectionKey key) {
    this.channel = channel;
    this.line = line;
    this.selector = selector;
    this.key = key;
  }

  /** Connects; on failure nothing stays open. What is exchanged is counted on the line. */
  static LineChannel connect(SocketAddress address, Line line, Deadline deadline)
      throws IOException {
    line.connecting();
    SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    try {
      Selector selector = Selector.open();
      try {
        channel.configureBlocking(false);
        LineChannel lines = new LineChannel(channel, line, selector, channel.register(selector, 0));
        lines.finishConnecting(address, deadline);
        return lines;
      } catch (IOException | RuntimeException failure) {
        selector.close();
        throw failure;
      }
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private void finishConnecting(SocketAddress address, Deadline deadline) throws IOException {
    if (channel.connect(address)) {
      return;
    }
    do {
      await(SelectionKey.OP_CONNECT, deadline);
    } while (!channel.finishConnect());
  }

  /** Sends text as it is. */
  void send(String text, Deadline deadline) throws IOException {
    ByteBuffer outgoing = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (outgoing.hasRemaining()) {
      int count = channel.write(outgoing);
      line.sent(count);
      if (count == 0) {
        await(SelectionKey.OP_WRITE, deadline);
      }
    }
  }

  /** Reads the next line, without its line feed. */
  String readLine(Deadline deadline) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      while (incoming.hasRemaining()) {
        byte next = incoming.get();
        if (next == '\n') {
          return line.toString(StandardCharsets.UTF_8);
        }
        line.write(next);
      }
      if (line.size() > LONGEST_LINE_BYTES) {
        throw new MpdProtocolException("the answer has a line without end");
      }
      fill(deadline);
    }
  }

  private void fill(Deadline deadline) throws IOException {
    deadline.remainingMillis(); // A server that drips bytes without pause must not evade it.
    incoming.clear();
    int count = channel.read(incoming);
    while (count == 0) {
      await(SelectionKey.OP_READ, deadline);
      count = channel.read(incoming);
    }
    incoming.flip();
    line.received(count);
    if (count < 0) {
      throw new EOFException("the connection was closed");
    }
  }

  private void await(int operation, Deadline deadline) throws IOException {
    key.interestOps(operation);
    selector.select(deadline.remainingMillis());
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() {
    try (selector;
        channel) {
      key.cancel();
    } catch (IOException exception) {
      log.debug("closing a connection that is gone already", exception);
    }
  }
}
