package roomtone.system.mqtt;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Who reports.
 *
 * @param id what tells it from other kiosks at the same broker
 * @param name what the operator calls it
 * @param version of the program
 * @param page where its page is; empty where nobody else can open it
 * @param moods all words that {@link KioskState#mood} can be
 */
public record KioskIdentity(
    String id, String name, String version, Optional<URI> page, List<String> moods) {
  /** Copies the list. */
  public KioskIdentity {
    moods = List.copyOf(moods);
  }
}
