package roomtone.music.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import roomtone.music.Song;

/** What Spotify's documents mean, without a network. */
class SpotifyDecodingTest {
  private static final String ID = "37i9dQZF1DXdPec7aLTmlC";
  private static final Speaker LOUNGE = new Speaker("l", "Lounge", true, false, true, 70);
  private static final Speaker KITCHEN = new Speaker("k", "Kitchen", false, false, true, 20);

  @Test
  void aPlaybackIsRead() throws Exception {
    Playback playback =
        Playback.of(
            Documents.read(
                """
                {"device": {"id": "l", "name": "Lounge", "is_active": true,
                   "is_restricted": false, "supports_volume": true, "volume_percent": 70},
                 "is_playing": true, "progress_ms": 1500, "shuffle_state": true,
                 "repeat_state": "context", "context": {"uri": "spotify:playlist:%s"},
                 "item": {"uri": "spotify:track:t", "name": "One", "duration_ms": 180000,
                   "explicit": true, "artists": [{"name": "A"}, {"name": "B"}]}}
                """
                    .formatted(ID)));
    assertThat(playback)
        .isEqualTo(
            new Playback(
                LOUNGE,
                true,
                "spotify:playlist:" + ID,
                Optional.of(new Song("spotify:track:t", "One", "A, B", Duration.ofMinutes(3))),
                true,
                Duration.ofMillis(1500),
                true,
                "context"));
  }

  @Test
  void anEmptyPlaybackPlaysNothingNowhere() throws Exception {
    Playback playback = Playback.of(Documents.read("{\"item\": null, \"progress_ms\": -5}"));
    assertThat(playback)
        .isEqualTo(
            new Playback(
                new Speaker("", "", false, false, false, -1),
                false,
                null,
                Optional.empty(),
                false,
                Duration.ZERO,
                false,
                "off"));
  }

  @Test
  void itPlaysAPlaylistOnASpeakerWhereAllThreeAgree() {
    PlaylistUri playlist = new PlaylistUri(ID);
    Playback playback = playback(LOUNGE, true, playlist.toString());
    assertThat(playback.plays(playlist, LOUNGE)).isTrue();
    assertThat(playback.plays(playlist, KITCHEN)).isFalse();
    assertThat(playback.plays(new PlaylistUri("other"), LOUNGE)).isFalse();
    assertThat(playback(LOUNGE, false, playlist.toString()).plays(playlist, LOUNGE)).isFalse();
    assertThat(playback.isOn(new Speaker("new", "LOUNGE ", false, false, true, 1))).isTrue();
    assertThat(playback.isOn(new Speaker("l", "Renamed", false, false, true, 1))).isTrue();
  }

  private static Playback playback(Speaker speaker, boolean playing, String context) {
    return new Playback(
        speaker, playing, context, Optional.empty(), false, Duration.ZERO, false, "off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spotify:playlist:" + ID,
        "spotify:user:somebody:playlist:" + ID,
        " https://open.spotify.com/playlist/" + ID,
        "https://open.spotify.com/intl-de/playlist/" + ID + "?si=1"
      })
  void aPlaylistsAddressIsRead(String text) {
    PlaylistUri uri = PlaylistUri.parse(text);
    assertThat(uri).hasToString("spotify:playlist:" + ID);
    assertThat(uri.is("spotify:user:somebody:playlist:" + ID)).isTrue();
    assertThat(uri.is("spotify:album:" + ID)).isFalse();
    assertThat(uri.is(null)).isFalse();
  }

  @Test
  void anotherAddressIsRefused() {
    assertThatThrownBy(() -> PlaylistUri.parse("https://evil.example/playlist/" + ID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("evil.example");
  }

  @Test
  void theSpeakerIsTheNamedOneElseTheOneLastUsed() {
    List<Speaker> both = List.of(KITCHEN, LOUNGE);
    assertThat(Speaker.choose(both, " LOUNGE", "")).contains(LOUNGE);
    assertThat(Speaker.choose(both, "Salon", "k")).contains(KITCHEN);
    assertThat(Speaker.choose(both, "Salon", "x")).isEmpty();
  }

  @Test
  void withoutANameItIsTheActiveOneOrTheOnlyOne() {
    assertThat(Speaker.choose(List.of(KITCHEN, LOUNGE), "", "")).contains(LOUNGE);
    assertThat(Speaker.choose(List.of(KITCHEN), "", "")).contains(KITCHEN);
    Speaker other = new Speaker("o", "Other", false, false, true, 1);
    assertThat(Speaker.choose(List.of(KITCHEN, other), "", "")).isEmpty();
  }

  @Test
  void aSpeakerThatTakesNoCommandsIsNotChosen() {
    Speaker restricted = new Speaker("r", "Lounge", true, true, true, 1);
    Speaker nameless = new Speaker("", "Lounge", true, false, true, 1);
    assertThat(Speaker.choose(List.of(restricted, nameless), "Lounge", "r")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{\"a\":", "<html>", "null"})
  void whatIsNoObjectMakesNoSense(String text) {
    assertThatThrownBy(() -> Documents.read(text)).isInstanceOf(SpotifyException.class);
    assertThat(Documents.readLeniently(text).path("a").isMissingNode()).isTrue();
  }
}
