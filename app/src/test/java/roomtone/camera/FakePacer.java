package roomtone.camera;

import java.util.ArrayList;
import java.util.List;

/** A pacer whose time stands still until it is waited for or moved. */
final class FakePacer implements Pacer {
  private long now = 5_000_000_000L;
  private final List<Long> waits = new ArrayList<>();

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void await(long due) {
    waits.add(due - now);
    now = due;
  }

  void move(long nanos) {
    now += nanos;
  }

  /** How long each wait took, in milliseconds. */
  List<Long> waitMillis() {
    return waits.stream().map(nanos -> nanos / 1_000_000).toList();
  }
}
