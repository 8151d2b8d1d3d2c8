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
 * @param local what plays while a streaming player can't
 * @param repertoire the playlists for each expression, and how the DJ answers one
 * @param dwell how long an expression must have held before it changes the music, beyond the room's
 *     own smoothing; 0 to 10 minutes
 * @param minimumStay how long a playlist plays at least before another may replace it; 0 to 4 hours
 * @param changeAt where in a song the playlist may change
 * @param emptyRoomPauseAfter how long the music plays on in an empty room; 0 to 24 hours
 * @param dailyChanges how many changes of playlist a day may bring, 0 to 1000; 0 is no limit
 * @param volume the volume that is set when the music first starts, 0 to 100 percent
 * @param rules what holds whatever the room looks like
 */
public record MusicSettings(
    PlayerKind player,
    PlayerKind local,
    Repertoire repertoire,
    Duration dwell,
    Duration minimumStay,
    ChangeAt changeAt,
    Duration emptyRoomPauseAfter,
    int dailyChanges,
    int volume,
    HouseRules rules) {
  /** The longest {@link #dwell}. */
  public static final Duration LONGEST_DWELL = Duration.ofMinutes(10);

  /** The longest {@link #minimumStay}. */
  public static final Duration LONGEST_STAY = Duration.ofHours(4);

  /** The longest {@link #emptyRoomPauseAfter}. */
  public static final Duration LONGEST_EMPTY = Duration.ofHours(24);

  /** The highest {@link #dailyChanges}. */
  public static final int MOST_DAILY_CHANGES = 1000;

  /** Checks every value. */
  public MusicSettings {
    if (local == PlayerKind.SPOTIFY) {
      throw new IllegalArgumentException("local must be a player that needs no network");
    }
    checkDuration("dwell", dwell, LONGEST_DWELL);
    checkDuration("minimumStay", minimumStay, LONGEST_STAY);
    checkDuration("emptyRoomPauseAfter", emptyRoomPauseAfter, LONGEST_EMPTY);
    checkNumber("dailyChanges", dailyChanges, MOST_DAILY_CHANGES);
    checkNumber("volume", volume, 100);
  }

  /**
   * One playlist for each expression, and no house rules.
   *
   * @param playlists by the player's own name; an expression that is left out keeps its default
   */
  public MusicSettings(
      PlayerKind player,
      Map<Emotion, String> playlists,
      Duration dwell,
      Duration minimumStay,
      ChangeAt changeAt,
      Duration emptyRoomPauseAfter,
      int dailyChanges,
      int volume) {
    this(
        player,
        PlayerKind.MPD,
        Repertoire.of(playlists),
        dwell,
        minimumStay,
        changeAt,
        emptyRoomPauseAfter,
        dailyChanges,
        volume,
        HouseRules.NONE);
  }

  /** A lounge with no player set up: the simulated player and calm changes. */
  public static MusicSettings defaults() {
    return new MusicSettings(
        PlayerKind.SIMULATED,
        PlayerKind.MPD,
        Repertoire.of(Map.of()),
        Duration.ofSeconds(8),
        Duration.ofMinutes(3),
        ChangeAt.SONG_END,
        Duration.ofMinutes(10),
        0,
        70,
        new HouseRules(100, Optional.empty(), true, Duration.ofHours(1)));
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

  /** The first playlist for an expression. */
  public String playlistFor(Emotion emotion) {
    return repertoire.of(emotion).getFirst().playlist();
  }

  /** The first playlist that a mood asks for; empty where the music would stay as it is. */
  public Optional<String> playlistFor(Mood mood) {
    return switch (mood) {
      case Mood.Felt(Emotion emotion, var _, var _) -> Optional.of(playlistFor(emotion));
      case Mood.Unsure _, Mood.EmptyRoom _ -> Optional.empty();
    };
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
