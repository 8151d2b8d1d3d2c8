package roomtone.system;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list of what is wrong now, at most one fault a part.
 *
 * <p>Any thread may raise, clear and read. Raising the same message again changes nothing, so each
 * fault is logged once when it begins and once when it ends.
 */
public final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  private final InstantSource clock;
  private final Map<String, Fault> current = new ConcurrentSkipListMap<>();
  private final List<BiConsumer<Fault, Boolean>> listeners = new CopyOnWriteArrayList<>();

  /** An empty list whose times come from {@code clock}. */
  public Faults(InstantSource clock) {
    this.clock = clock;
  }

  /** Calls {@code listener} with each fault and whether it began (true) or ended (false). */
  public void listen(BiConsumer<Fault, Boolean> listener) {
    listeners.add(listener);
  }

  /** Says that a part is faulty; replaces what was said of it before. */
  public void raise(String part, String message) {
    Fault fault = new Fault(part, message, clock.instant());
    Fault before = current.get(part);
    if (before != null && before.message().equals(message)) {
      return;
    }
    current.put(part, fault);
    log.warn("{}: {}", part, message);
    listeners.forEach(listener -> listener.accept(fault, true));
  }

  /** Says that a part is well again. */
  public void clear(String part) {
    Fault fault = current.remove(part);
    if (fault != null) {
      log.info("{}: no fault any more", part);
      listeners.forEach(listener -> listener.accept(fault, false));
    }
  }

  /** Whether anything is wrong now that the kiosk's own work suffers from. */
  public boolean hurt() {
    // Asked with every frame; as a rule there is nothing to look at.
    if (current.isEmpty()) {
      return false;
    }
    for (Fault fault : current.values()) {
      if (fault.hurts()) {
        return true;
      }
    }
    return false;
  }

  /** What is wrong now, ordered by part. */
  public List<Fault> current() {
    return List.copyOf(current.values());
  }
}
