package roomtone.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Notes how long garbage collections stop the process, from opening to closing. Any thread may ask.
 */
final class CollectionPauses implements AutoCloseable {
  private final AtomicLong longestMillis = new AtomicLong();
  private final AtomicLong count = new AtomicLong();
  private final NotificationListener listener = (notification, _) -> note(notification);

  private CollectionPauses() {}

  static CollectionPauses watch() {
    var pauses = new CollectionPauses();
    emitters().forEach(each -> each.addNotificationListener(pauses.listener, null, null));
    return pauses;
  }

  private static List<NotificationEmitter> emitters() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(NotificationEmitter.class::isInstance)
        .map(NotificationEmitter.class::cast)
        .toList();
  }

  private void note(Notification notification) {
    if (notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
        && notification.getUserData() instanceof CompositeData data) {
      var collection = GarbageCollectionNotificationInfo.from(data);
      count.incrementAndGet();
      longestMillis.accumulateAndGet(collection.getGcInfo().getDuration(), Math::max);
    }
  }

  /** How many there were. */
  long count() {
    return count.get();
  }

  /** The longest, to the millisecond. */
  long longestMillis() {
    return longestMillis.get();
  }

  /** Forgets the pauses so far. */
  void reset() {
    count.set(0);
    longestMillis.set(0);
  }

  @Override
  public void close() {
    for (NotificationEmitter each : emitters()) {
      try {
        each.removeNotificationListener(listener);
      } catch (ListenerNotFoundException _) {
        // The JVM has another collector now; there is nobody to leave.
      }
    }
  }
}
