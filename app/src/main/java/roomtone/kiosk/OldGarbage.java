package roomtone.kiosk;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Optional;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;

/**
 * Keeps the heap small: has the old generation collected whenever it has grown by a few MiB.
 *
 * <p>By itself the serial collector looks there only when the heap has grown to its limit (-Xmx),
 * so that after each fault what was remembered for a while and is garbage now would stay resident.
 * Nothing is polled: the JVM tells when a pool is fuller than its threshold. Any thread.
 */
final class OldGarbage implements AutoCloseable {
  /** What may pile up: a collection costs some 20 ms. */
  private static final long WORTH_COLLECTING = 4L << 20;

  private final NotificationEmitter memory =
      (NotificationEmitter) ManagementFactory.getMemoryMXBean();
  private final Optional<MemoryPoolMXBean> oldGeneration;
  private final NotificationListener listener = (notification, _) -> heard(notification);

  private OldGarbage(Optional<MemoryPoolMXBean> oldGeneration) {
    this.oldGeneration = oldGeneration;
    memory.addNotificationListener(listener, null, null);
  }

  /** Watches from the first {@link #collect} on. */
  static OldGarbage watch() {
    return new OldGarbage(
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .findFirst());
  }

  /** Collects now, and again when so much more is there than remains. */
  void collect() {
    System.gc();
    oldGeneration.ifPresent(pool -> {
      MemoryUsage usage = pool.getUsage();
      // A threshold beyond the heap's limit (a small -Xmx) would be refused.
      long most = usage.getMax() < 0 ? Long.MAX_VALUE : usage.getMax();
      pool.setUsageThreshold(Math.min(usage.getUsed() + WORTH_COLLECTING, most));
    });
  }

  private void heard(Notification notification) {
    if (notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
      collect();
    }
  }

  @Override
  public void close() {
    oldGeneration.ifPresent(pool -> pool.setUsageThreshold(0));
    try {
      memory.removeNotificationListener(listener);
    } catch (ListenerNotFoundException _) {
      // Closed before.
    }
  }
}
