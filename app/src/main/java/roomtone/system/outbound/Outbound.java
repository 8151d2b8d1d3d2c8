package roomtone.system.outbound;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ledger of whom this program has talked to since its start. Any thread may use it. */
public final class Outbound {
  private final Map<Key, Line> lines = new ConcurrentHashMap<>();

  private record Key(Purpose purpose, String host) {}

  /** The line to a host; it shows up once something is counted on it. */
  public Line to(Purpose purpose, String host) {
    return lines.computeIfAbsent(new Key(purpose, host), key -> new Line(key.purpose, key.host));
  }

  /** All that were talked to, or tried to. */
  public List<Contact> contacts() {
    return lines.values().stream()
        .map(Line::contact)
        .filter(contact -> contact.connections() > 0)
        .sorted(Comparator.comparing(Contact::purpose).thenComparing(Contact::host))
        .toList();
  }
}
