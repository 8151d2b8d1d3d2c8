package roomtone.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import roomtone.music.MusicSettings;
import roomtone.music.spotify.SpotifySettings;

/** The keys under "spotify". */
final class SpotifyKeys {
  private static final SpotifySettings STANDARD = SpotifySettings.defaults(Path.of("spotify.json"));
  private static final Key<String> CLIENT_ID =
      Key.text(
          "spotify.client-id",
          "",
          "32 letters and digits",
          "The client id of your own app at developer.spotify.com.");
  private static final Key<String> DEVICE =
      Key.text(
          "spotify.device",
          "",
          "a name",
          "The speaker, as the Spotify app names it; empty for the active or only one.");
  private static final Key<URI> REDIRECT =
      Key.address(
          "spotify.redirect",
          STANDARD.redirect(),
          "The redirect address that is registered for the app.");
  private static final Key<URI> API =
      Key.address("spotify.api-url", STANDARD.api(), "Where Spotify's Web API is.");
  private static final Key<URI> ACCOUNTS =
      Key.address("spotify.accounts-url", STANDARD.accounts(), "Where Spotify's logins are.");
  private static final Key<Duration> DEADLINE =
      Key.duration(
          "spotify.deadline", "2 s", "500 ms", "10 s", "How long one request to Spotify may take.");
  private static final Key<String> LOGIN_FILE =
      Key.text(
          "spotify.login-file",
          "",
          "a path",
          "Where the login is kept, readable by its owner alone; where this is empty, spotify.json in the state folder.");
  private static final Key<Boolean> SHUFFLE =
      Key.flag("spotify.shuffle", STANDARD.shuffle(), "Whether a playlist is shuffled.");

  static final Section SECTION =
      new Section(
          "spotify",
          "Spotify, for music.player: spotify. For a home only: Spotify's terms bar business use.",
          List.of(CLIENT_ID, DEVICE, SHUFFLE, REDIRECT, LOGIN_FILE, DEADLINE, API, ACCOUNTS));

  private SpotifyKeys() {}

  /** The settings that these keys make, with what the music's rules say. */
  static SpotifySettings read(SettingsValues values, Path standardFile, MusicSettings music) {
    return values.section(
        "spotify",
        () ->
            new SpotifySettings(
                values.get(CLIENT_ID).strip(),
                values.get(DEVICE).strip(),
                values.get(REDIRECT),
                values.get(API),
                values.get(ACCOUNTS),
                values.get(DEADLINE),
                values.get(LOGIN_FILE).isEmpty() ? standardFile : Path.of(values.get(LOGIN_FILE)),
                music.repertoire().addresses(),
                values.get(SHUFFLE),
                music.rules().explicit(),
                music.rules().loudest(),
                music.rules().repeatWindow()),
        SpotifySettings.defaults(standardFile));
  }
}
