package roomtone.system;

import java.time.Instant;
import java.util.Set;

/**
 * One thing that is wrong now.
 *
 * @param part which part of the kiosk: {@code "camera"}, {@code "player"}, {@code "history"}, …
 * @param message a sentence for the operator that says what to do
 * @param since when it began, on the wall clock
 */
public record Fault(String part, String message, Instant since) {
  /** Parts without which the room has its music all the same. */
  private static final Set<String> FOR_OTHERS = Set.of("mqtt");

  /** Whether the kiosk's own work suffers, not only what it tells other machines. */
  public boolean hurts() {
    return !FOR_OTHERS.contains(part);
  }
}
