package roomtone.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import roomtone.camera.CameraStatus;
import roomtone.emotion.Emotion;
import roomtone.language.Phrase;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;
import roomtone.system.mqtt.KioskState;
import roomtone.web.StatusSnapshot;

/** What of a moment is reported to others. */
class NeighboursTest {
  private static final Mood CHEERFUL = new Mood.Felt(Emotion.HAPPY, 0.74f, 2);
  private static final Discretion OPEN = new Discretion(1);

  private static StatusSnapshot snapshot(Mood mood, PlayerStatus player, CameraStatus camera) {
    return new StatusSnapshot(
        "Lounge",
        "1.2.3",
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        Duration.ZERO,
        90,
        new StatusSnapshot.Room(mood, Instant.EPOCH, null),
        new StatusSnapshot.Music(
            "player",
            player,
            Phrase.plain("The room looks cheerful."),
            null,
            Phrase.none(),
            null,
            null),
        new StatusSnapshot.Camera("camera", camera, 10, Duration.ZERO),
        new StatusSnapshot.Model("small", "int8", "set", "engine", "3fa9"),
        List.of(),
        List.of(),
        new StatusSnapshot.Agreement(0, 0),
        new StatusSnapshot.Service(1, 0, null, null, 0));
  }

  private static PlayerStatus playing(String id) {
    return new PlayerStatus.Playing(
        "Upbeat", new Song(id, "Title", "Artist", Duration.ofMinutes(3)), Duration.ZERO);
  }

  @Test
  void theMomentIsReportedWithWhatPlaysAndWhy() {
    KioskState state =
        Neighbours.state(snapshot(CHEERFUL, playing("id"), new CameraStatus.Running()), OPEN);
    assertThat(state)
        .isEqualTo(
            new KioskState(
                "happy",
                70,
                2,
                KioskState.Player.PLAYING,
                "Upbeat",
                "Title",
                "Artist",
                "The room looks cheerful.",
                KioskState.Switch.ON,
                0));
  }

  @Test
  void spotifysTitlesStayHere() {
    KioskState state =
        Neighbours.state(
            snapshot(CHEERFUL, playing("spotify:track:1"), new CameraStatus.Running()), OPEN);
    assertThat(state.song()).isEqualTo("A song on Spotify");
    assertThat(state.artist()).isEmpty();
  }

  @Test
  void withTooFewPeopleTheMoodIsNotTold() {
    KioskState state =
        Neighbours.state(
            snapshot(CHEERFUL, new PlayerStatus.Idle(), new CameraStatus.Off()), new Discretion(3));
    assertThat(state.mood()).isEqualTo("unsure");
    assertThat(state.surenessPercent()).isZero();
    assertThat(state.reason()).isEmpty();
    assertThat(state.people()).isEqualTo(2);
    assertThat(state.player()).isEqualTo(KioskState.Player.IDLE);
    assertThat(state.camera()).isEqualTo(KioskState.Switch.OFF);
  }

  @Test
  void aPlayerThatCannotPlayIsNotUnavailableWhichMeansALostDevice() {
    KioskState state =
        Neighbours.state(
            snapshot(
                new Mood.EmptyRoom(),
                new PlayerStatus.Unavailable("MPD is not running."),
                new CameraStatus.Starting()),
            OPEN);
    assertThat(state.player()).isEqualTo(KioskState.Player.FAILING);
    assertThat(state.camera()).isEqualTo(KioskState.Switch.ON);
  }
}
