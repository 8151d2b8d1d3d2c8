package roomtone.music.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.music.PlayerStatus;

/** What the local network tells of the speaker while Spotify may not be asked. */
class SpeakerWatchTest {
  @TempDir private Path folder;

  private static void untilCooldown(Rig rig) {
    rig.deck.want("Upbeat", false);
    rig.runUntil("Spotify plays", 5, () -> rig.spotifyPlays("Upbeat"));
    rig.run(12);
    rig.spotify.begin(Misbehaviour.QUOTA_EXCEEDED);
    rig.runUntil("a pause", 10, () -> rig.kiosk.state() == SpotifyState.COOLDOWN);
  }

  @Test
  void aSpeakerThatAnswersIsBelievedToPlayForAsLongAsThePauseLasts() throws Exception {
    try (Rig rig = new Rig(folder)) {
      untilCooldown(rig);
      int requests = rig.spotify.requests.size();
      rig.run(600);
      assertThat(rig.spotify.soundsInTheRoom()).isTrue();
      assertThat(rig.local.status()).isEqualTo(new PlayerStatus.Idle());
      assertThat(rig.spotify.requests).hasSize(requests);
    }
  }

  @Test
  void aSpeakerThatIsSwitchedOffIsNoticedWithoutAskingSpotify() throws Exception {
    try (Rig rig = new Rig(folder)) {
      untilCooldown(rig);
      int requests = rig.spotify.requests.size();
      rig.spotify.begin(Misbehaviour.VANISHED_SPEAKER);
      rig.listen();
      rig.run(30);
      assertThat(rig.longestSilence()).isLessThanOrEqualTo(10);
      assertThat(rig.local.status()).isInstanceOf(PlayerStatus.Playing.class);
      assertThat(rig.said)
          .anyMatch(said -> said.contains("\"Lounge\" has gone from the local network"));
      assertThat(rig.spotify.requests).hasSize(requests);
    }
  }

  @Test
  void whileSpotifyMayBeAskedTheSpeakerIsNot() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.deck.want("Upbeat", false);
      rig.run(600);
      assertThat(rig.room.asked).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void aSpeakerThatWasNeverFoundIsNeverGone() {
    FakeTime time = new FakeTime();
    ScriptedSpotify spotify = new ScriptedSpotify(time);
    ScriptedRoom room = new ScriptedRoom(spotify, time);
    Speaker elsewhere = new Speaker("otherid", "Garden", true, false, true, 50);
    try (SpeakerWatch watch = room.watch()) {
      for (int i = 0; i < 100; i++) {
        watch.plays(elsewhere);
        time.pass(Duration.ofSeconds(4));
        assertThat(watch.isGone()).isFalse();
      }
    }
    assertThat(room.asked).as("a minute between two searches").hasSizeLessThan(16);
  }

  @Test
  void oneMissedAnswerIsNotBelieved() {
    FakeTime time = new FakeTime();
    ScriptedSpotify spotify = new ScriptedSpotify(time);
    Speaker lounge = new Speaker("loungeid01", ScriptedSpotify.LOUNGE, true, false, true, 50);
    try (SpeakerWatch watch = new ScriptedRoom(spotify, time).watch()) {
      watch.plays(lounge);
      watch.plays(lounge);
      spotify.begin(Misbehaviour.VANISHED_SPEAKER);
      assertThat(watch.isGone()).isFalse();
      spotify.end(Misbehaviour.VANISHED_SPEAKER);
      time.pass(Duration.ofSeconds(4));
      assertThat(watch.isGone()).isFalse();
      spotify.begin(Misbehaviour.VANISHED_SPEAKER);
      time.pass(Duration.ofSeconds(4));
      assertThat(watch.isGone()).isFalse();
      time.pass(Duration.ofSeconds(2));
      assertThat(watch.isGone()).isTrue();
    }
  }
}
