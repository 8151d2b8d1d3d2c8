package roomtone.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import roomtone.emotion.Emotion;
import roomtone.music.ChangeAt;
import roomtone.music.MusicSettings;
import roomtone.music.PlayerKind;

/** The keys under "music". */
final class MusicKeys {
  private static final Map<Emotion, Key<String>> PLAYLISTS = playlistKeys();
  private static final Key<PlayerKind> PLAYER =
      Key.choice(
          "music.player",
          MusicSettings.defaults().player(),
          PlayerKind.class,
          "What plays: mpd is a Music Player Daemon, simulated plays invented songs silently.");
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
                playlists(values),
                values.get(DWELL),
                values.get(MINIMUM_STAY),
                values.get(CHANGE_AT),
                values.get(EMPTY_ROOM),
                values.get(DAILY_CHANGES),
                values.get(VOLUME)),
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
                    "a playlist's name in the player",
                    "What plays when the room looks " + emotion.adjective() + ".")));
    return keys;
  }

  private static List<Key<?>> keys() {
    List<Key<?>> keys =
        new ArrayList<>(
            List.of(PLAYER, DWELL, MINIMUM_STAY, CHANGE_AT, EMPTY_ROOM, DAILY_CHANGES, VOLUME));
    keys.addAll(PLAYLISTS.values());
    return keys;
  }

  private static Map<Emotion, String> playlists(SettingsValues values) {
    Map<Emotion, String> playlists = new EnumMap<>(Emotion.class);
    PLAYLISTS.forEach((emotion, key) -> playlists.put(emotion, values.get(key)));
    return playlists;
  }
}
