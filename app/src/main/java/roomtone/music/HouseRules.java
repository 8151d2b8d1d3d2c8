package roomtone.music;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What holds whatever the room looks like. Immutable.
 *
 * @param loudest the highest volume, 1 to 100 percent; a player that is turned up further is turned
 *     down again
 * @param quiet the hours in which it is quieter
 * @param explicit whether songs that are marked as explicit may play
 * @param repeatWindow no song is heard twice within this time where there are others; 0 is off
 */
public record HouseRules(
    int loudest, Optional<QuietHours> quiet, boolean explicit, Duration repeatWindow) {
  /** The longest {@link #repeatWindow}. */
  public static final Duration LONGEST_WINDOW = Duration.ofHours(24);

  /** Everything is allowed, at any hour. */
  public static final HouseRules NONE = new HouseRules(100, Optional.empty(), true, Duration.ZERO);

  /** Checks every value. */
  public HouseRules {
    if (loudest < 1 || loudest > 100) {
      throw new IllegalArgumentException("volume-cap must be 1 to 100, not " + loudest);
    }
    if (repeatWindow.isNegative() || repeatWindow.compareTo(LONGEST_WINDOW) > 0) {
      throw new IllegalArgumentException("no-repeat-within must be 0 to 24 h");
    }
  }

  /** The highest volume at a time of day, 0 to 100 percent; 0 means that the music pauses. */
  int loudestAt(LocalTime time) {
    return quiet
        .filter(hours -> hours.contains(time))
        .map(hours -> Math.min(loudest, hours.volume()))
        .orElse(loudest);
  }
}
