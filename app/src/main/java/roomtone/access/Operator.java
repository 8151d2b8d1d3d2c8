package roomtone.access;

import java.time.Instant;

/**
 * Somebody who may change things, from one browser.
 *
 * @param id its number, which no other one had before
 * @param name of the browser, for people
 * @param since when it was let in
 * @param seen when it last asked for something, to a day
 */
public record Operator(int id, String name, Instant since, Instant seen) {
  /** Name and number, for the log of who changed what. */
  public String label() {
    return "%s (no. %d)".formatted(name, id);
  }

  Operator seenAt(Instant now) {
    return new Operator(id, name, since, now);
  }
}
