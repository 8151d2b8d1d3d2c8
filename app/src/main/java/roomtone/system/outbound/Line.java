package roomtone.system.outbound;

import java.util.concurrent.atomic.LongAdder;

/** Counts what goes to and comes from one host for one purpose. Any thread may count. */
public final class Line {
  private final Purpose purpose;
  private final String host;
  private final LongAdder connections = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();

  Line(Purpose purpose, String host) {
    this.purpose = purpose;
    this.host = host;
  }

  /** Counts an attempt to connect. */
  public void connecting() {
    connections.increment();
  }

  /** Counts bytes that were sent. */
  public void sent(long bytes) {
    sent.add(bytes);
  }

  /** Counts bytes that came; a negative number, as at the end of a stream, counts nothing. */
  public void received(long bytes) {
    received.add(Math.max(0, bytes));
  }

  /** What was counted so far. */
  Contact contact() {
    return new Contact(purpose, host, connections.sum(), sent.sum(), received.sum());
  }
}
