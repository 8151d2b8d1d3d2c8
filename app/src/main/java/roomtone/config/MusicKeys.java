package roomtone.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import roomtone.emotion.Emotion;
import roomtone.music.Arm;
import roomtone.music.ChangeAt;
import roomtone.music.HouseRules;
import roomtone.music.MusicSettings;
import roomtone.music.PlayerKind;
import roomtone.music.Policy;
import roomtone.music.QuietHours;
import roomtone.music.Repertoire;

/** The keys under "music". */
final class MusicKeys {
  private static final Map<Emotion, Key<String>> PLAYLISTS = playlistKeys();
  private static final Key<PlayerKind> PLAYER =
      Key.choice(
          "music.player",
          MusicSettings.defaults().player(),
          PlayerKind.class,
          "What plays: mpd is a Music Player Daemon, spotify a Spotify Connect speaker (for a home only: Spotify's terms bar business use), simulated plays invented songs silently.");
  private static final Key<PlayerKind> LOCAL =
      Key.choice(
          "music.local",
          MusicSettings.defaults().local(),
          PlayerKind.class,
          "What plays while Spotify can't; not spotify.");
  private static final Key<Policy> POLICY =
      Key.choice(
          "music.policy",
          Policy.MATCH,
          Policy.class,
          "How music answers an expression: match plays what is near to it, elevate steps from there towards music.elevate-to, song by song.");
  private static final Key<Emotion> ELEVATE_TO =
      Key.choice("music.elevate-to", Emotion.HAPPY, Emotion.class, "Where elevate leads to.");
  private static final Key<Integer> ELEVATE_STEPS =
      Key.number("music.elevate-steps", 4, 3, 5, "In how many songs elevate gets there.");
  private static final Key<String> LANGUAGE =
      Key.text(
          "music.language",
          "",
          "a tag of your playlists, such as telugu",
          "Playlists with this tag are preferred; empty for all.");
  private static final Key<Integer> SEED =
      Key.number(
          "music.seed",
          0,
          0,
          Integer.MAX_VALUE,
          "The seed of the DJ's draws, to get the same evening again; 0 for another one at each start.");
  private static final Key<Duration> DWELL =
      Key.duration(
          "music.dwell",
          "8 s",
          "0 ms",
          "10 min",
          "How long a mood must have held before the music follows it.");
  private static final Key<Duration> MINIMUM_STAY =
      Key.duration(
          "music.minimum-stay",
          "3 min",
          "0 ms",
          "4 h",
          "How long a playlist plays at least before another mood may replace it.");
  private static final Key<ChangeAt> CHANGE_AT =
      Key.choice(
          "music.change-at",
          MusicSettings.defaults().changeAt(),
          ChangeAt.class,
          "Whether the playlist changes when the song ends or in the middle of it.");
  private static final Key<Duration> EMPTY_ROOM =
      Key.duration(
          "music.empty-room-pause-after",
          "10 min",
          "0 ms",
          "24 h",
          "How long the music plays on in an empty room.");
  private static final Key<Integer> DAILY_CHANGES =
      Key.number(
          "music.daily-changes",
          MusicSettings.defaults().dailyChanges(),
          0,
          MusicSettings.MOST_DAILY_CHANGES,
          "How many changes of playlist a day may bring; 0 is no limit.");
  private static final Key<Integer> VOLUME =
      Key.number(
          "music.volume",
          MusicSettings.defaults().volume(),
          0,
          100,
          "The volume that is set when the music first starts, in percent.");
  private static final Key<Integer> VOLUME_CAP =
      Key.number(
          "music.volume-cap",
          100,
          1,
          100,
          "The highest volume in percent: a player that is turned up further is turned down again.");
  private static final Key<String> QUIET_HOURS =
      Key.text(
          "music.quiet-hours",
          "",
          "such as 22:00-07:00",
          "Hours in which the music is quieter; empty for none.");
  private static final Key<Integer> QUIET_VOLUME =
      Key.number(
          "music.quiet-volume",
          20,
          0,
          100,
          "The highest volume in the quiet hours, in percent; 0 pauses the music.");
  private static final Key<Boolean> EXPLICIT =
      Key.flag("music.explicit", true, "Whether songs that are marked as explicit may play.");
  private static final Key<Duration> NO_REPEAT =
      Key.duration(
          "music.no-repeat-within",
          "1 h",
          "0 ms",
          "24 h",
          "No song is heard twice within this time, where the playlist has others.");

  static final Section SECTION =
      new Section("music", "Which music plays for which mood, and how calmly it changes.", keys());

  private MusicKeys() {}

  /** The settings that these keys make. */
  static MusicSettings read(SettingsValues values) {
    return values.section(
        "music",
        () ->
            new MusicSettings(
                values.get(PLAYER),
                values.get(LOCAL),
                new Repertoire(
                    playlists(values),
                    values.get(POLICY),
                    values.get(LANGUAGE),
                    values.get(ELEVATE_TO),
                    values.get(ELEVATE_STEPS),
                    values.get(SEED)),
                values.get(DWELL),
                values.get(MINIMUM_STAY),
                values.get(CHANGE_AT),
                values.get(EMPTY_ROOM),
                values.get(DAILY_CHANGES),
                values.get(VOLUME),
                new HouseRules(
                    values.get(VOLUME_CAP),
                    quietHours(values),
                    values.get(EXPLICIT),
                    values.get(NO_REPEAT))),
        MusicSettings.defaults());
  }

  private static Map<Emotion, Key<String>> playlistKeys() {
    Map<Emotion, Key<String>> keys = new EnumMap<>(Emotion.class);
    MusicSettings.defaultPlaylists()
        .forEach((emotion, playlist) ->
            keys.put(
                emotion,
                Key.text(
                    "music.playlists." + emotion.label(),
                    playlist,
                    "up to five playlists, such as: "
                        + playlist
                        + "; Tollywood [telugu]; Filmi [hindi] = spotify:playlist:…",
                    "What plays when the room looks " + emotion.adjective() + ".")));
    return keys;
  }

  private static List<Key<?>> keys() {
    List<Key<?>> keys =
        new ArrayList<>(
            List.of(
                PLAYER,
                LOCAL,
                POLICY,
                ELEVATE_TO,
                ELEVATE_STEPS,
                LANGUAGE,
                SEED,
                DWELL,
                MINIMUM_STAY,
                CHANGE_AT,
                EMPTY_ROOM,
                DAILY_CHANGES,
                VOLUME,
                VOLUME_CAP,
                QUIET_HOURS,
                QUIET_VOLUME,
                EXPLICIT,
                NO_REPEAT));
    keys.addAll(PLAYLISTS.values());
    return keys;
  }

  private static Map<Emotion, List<Arm>> playlists(SettingsValues values) {
    Map<Emotion, List<Arm>> playlists = new EnumMap<>(Emotion.class);
    PLAYLISTS.forEach((emotion, key) -> playlists.put(emotion, Arm.parse(values.get(key))));
    return playlists;
  }

  private static Optional<QuietHours> quietHours(SettingsValues values) {
    String hours = values.get(QUIET_HOURS);
    return hours.isBlank()
        ? Optional.empty()
        : Optional.of(QuietHours.parse(hours, values.get(QUIET_VOLUME)));
  }
}
