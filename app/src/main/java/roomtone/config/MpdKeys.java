package roomtone.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import roomtone.music.SongOrder;
import roomtone.music.mpd.MpdSettings;

/** The keys under "mpd". */
final class MpdKeys {
  private static final Key<String> ADDRESS =
      Key.text(
          "mpd.address",
          MpdSettings.DEFAULT_ADDRESS,
          "a socket's path, a host, or host:port",
          "Where MPD listens.");
  private static final Key<String> PASSWORD =
      Key.secret("mpd.password", "ROOMTONE_MPD_PASSWORD", "MPD's password, if it asks for one.");
  private static final Key<Duration> DEADLINE =
      Key.duration(
          "mpd.deadline", "5 s", "100 ms", "60 s", "How long one request to MPD may take.");
  private static final Key<SongOrder> ORDER =
      Key.choice(
          "mpd.order",
          MpdSettings.defaults().order(),
          SongOrder.class,
          "How a playlist's songs follow each other: shuffled anew each time, as listed, or each time the one most like the last in tempo, loudness and mood, as far as music import knows them.");

  private static final Key<Duration> CROSSFADE =
      Key.duration(
          "mpd.crossfade",
          "0 s",
          "0 s",
          "20 s",
          "How long one song fades into the next; 0 s leaves MPD as it is.");

  static final Section SECTION =
      new Section(
          "mpd",
          "The Music Player Daemon, for music.player: mpd, and beneath Spotify.",
          List.of(ADDRESS, PASSWORD, DEADLINE, ORDER, CROSSFADE));

  private MpdKeys() {}

  /** The settings that these keys make. */
  static MpdSettings read(SettingsValues values) {
    return values.section(
        "mpd",
        () ->
            new MpdSettings(
                values.get(ADDRESS),
                Optional.of(values.get(PASSWORD)).filter(password -> !password.isEmpty()),
                values.get(DEADLINE),
                values.get(ORDER),
                values.get(CROSSFADE)),
        MpdSettings.defaults());
  }
}
