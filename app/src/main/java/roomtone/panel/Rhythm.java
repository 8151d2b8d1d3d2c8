package roomtone.panel;

import java.time.Duration;
import java.util.List;

/**
 * When a light is on and off, again and again.
 *
 * @param description in a few words, for people
 * @param millis how long it is on, then off, then on, …, in milliseconds; empty for always on
 */
public record Rhythm(String description, List<Integer> millis) {
  private static final Duration FOR_GOOD = Duration.ofDays(1);

  /** Checks that each part has a length and that on and off take turns. */
  public Rhythm {
    millis = List.copyOf(millis);
    if (millis.size() % 2 != 0 || millis.stream().anyMatch(part -> part <= 0)) {
      throw new IllegalArgumentException("a rhythm of " + millis);
    }
  }

  /** Always on. */
  static Rhythm steady() {
    return new Rhythm("steady", List.of());
  }

  /** On, off, on, off, … for the given milliseconds. */
  static Rhythm of(String description, Integer... millis) {
    return new Rhythm(description, List.of(millis));
  }

  /** Whether the light is on, so long after the rhythm began. */
  public boolean isLit(Duration elapsed) {
    return millis.isEmpty() || part(elapsed.toMillis()) % 2 == 0;
  }

  /** How long the light stays as it is, so long after the rhythm began. */
  public Duration untilChange(Duration elapsed) {
    if (millis.isEmpty()) {
      return FOR_GOOD;
    }
    long inside = elapsed.toMillis() % cycle();
    long end = 0;
    for (int i = 0; i <= part(inside); i++) {
      end += millis.get(i);
    }
    return Duration.ofMillis(end - inside);
  }

  private int part(long elapsedMillis) {
    long inside = elapsedMillis % cycle();
    int part = 0;
    while (inside >= millis.get(part)) {
      inside -= millis.get(part);
      part++;
    }
    return part;
  }

  private long cycle() {
    return millis.stream().mapToLong(Integer::longValue).sum();
  }
}
