package roomtone.music;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;

/**
 * How the DJ chooses music. Immutable.
 *
 * @param player what plays the music
 * @param playlists the playlist for each expression, by the player's own name for it; an expression
 *     that is left out keeps its default
 * @param dwell how long an expression must have held before it changes the music, beyond the room's
 *     own smoothing; 0 to 10 minutes
 * @param minimumStay how long a playlist plays at least before another expression may replace it; 0
 *     to 4 hours
 * @param changeAt where in a song the playlist may change
 * @param emptyRoomPauseAfter how long the music plays on in an empty room; 0 to 24 hours
 * @param dailyChanges how many changes of playlist a day may bring, 0 to 1000; 0 is no limit
 * @param volume the volume that is set when the music first starts, 0 to 100 percent
 */
public record MusicSettings(
    PlayerKind player,
    Map<Emotion, String> playlists,
    Duration dwell,
    Duration minimumStay,
    ChangeAt changeAt,
    Duration emptyRoomPauseAfter,
    int dailyChanges,
    int volume) {
  /** The longest {@link #dwell}. */
  public static final Duration LONGEST_DWELL = Duration.ofMinutes(10);

  /** The longest {@link #minimumStay}. */
  public static final Duration LONGEST_STAY = Duration.ofHours(4);

  /** The longest {@link #emptyRoomPauseAfter}. */
  public static final Duration LONGEST_EMPTY = Duration.ofHours(24);

  /** The highest {@link #dailyChanges}. */
  public static final int MOST_DAILY_CHANGES = 1000;

  /** Completes the playlists with the defaults and checks every value. */
  public MusicSettings {
    Map<Emotion, String> complete = new EnumMap<>(defaultPlaylists());
    complete.putAll(playlists);
    complete.forEach(MusicSettings::checkName);
    playlists = Collections.unmodifiableMap(complete);
    checkDuration("dwell", dwell, LONGEST_DWELL);
    checkDuration("minimumStay", minimumStay, LONGEST_STAY);
    checkDuration("emptyRoomPauseAfter", emptyRoomPauseAfter, LONGEST_EMPTY);
    checkNumber("dailyChanges", dailyChanges, MOST_DAILY_CHANGES);
    checkNumber("volume", volume, 100);
  }

  /** A lounge with no player set up: the simulated player and calm changes. */
  public static MusicSettings defaults() {
    return new MusicSettings(
        PlayerKind.SIMULATED,
        Map.of(),
        Duration.ofSeconds(8),
        Duration.ofMinutes(3),
        ChangeAt.SONG_END,
        Duration.ofMinutes(10),
        0,
        70);
  }

  /** The playlist for each of the seven expressions where the settings name none. */
  public static Map<Emotion, String> defaultPlaylists() {
    Map<Emotion, String> playlists = new EnumMap<>(Emotion.class);
    for (Emotion emotion : Emotion.values()) {
      playlists.put(
          emotion,
          switch (emotion) {
            case HAPPY -> "Upbeat";
            case SAD -> "Calm";
            case NEUTRAL -> "Favourites";
            case ANGRY -> "Rap";
            case FEAR -> "Devotional";
            case SURPRISE -> "Something new";
            case DISGUST -> "Soothing instrumentals";
          });
    }
    return Collections.unmodifiableMap(playlists);
  }

  /** The playlist for an expression. */
  public String playlistFor(Emotion emotion) {
    String playlist = playlists.get(emotion);
    if (playlist == null) {
      throw new IllegalStateException("no playlist for " + emotion);
    }
    return playlist;
  }

  /** The playlist that a mood asks for; empty where the music would stay as it is. */
  public Optional<String> playlistFor(Mood mood) {
    return switch (mood) {
      case Mood.Felt(Emotion emotion, var _, var _) -> Optional.of(playlistFor(emotion));
      case Mood.Unsure _, Mood.EmptyRoom _ -> Optional.empty();
    };
  }

  private static void checkName(Emotion emotion, String name) {
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "playlists.%s must be a name on one line".formatted(emotion.label()));
    }
  }

  private static void checkDuration(String name, Duration value, Duration longest) {
    if (value.isNegative() || value.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "%s must be 0 to %s, not %s".formatted(name, longest, value));
    }
  }

  private static void checkNumber(String name, int value, int highest) {
    if (value < 0 || value > highest) {
      throw new IllegalArgumentException(
          "%s must be 0 to %d, not %d".formatted(name, highest, value));
    }
  }
}
