package roomtone.music.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.music.PlayerStatus;

/** What people notice on an evening on which nothing breaks. */
class SpotifyMannersTest {
  @TempDir private Path folder;

  @Test
  void anEveningIsPlayedWithFewRequests() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.deck.want("Upbeat", false);
      rig.run(1800);
      rig.deck.want("Calm", false);
      rig.run(1800);
      assertThat(rig.spotifyPlays("Calm")).isTrue();
      assertThat(rig.spotify.shuffled).isTrue();
      assertThat(rig.spotify.repeat).isEqualTo("context");
      assertThat(rig.deck.songs).contains("Upbeat: Upbeat song 5", "Calm: Calm song 5");
      assertThat(rig.longestSilence()).isLessThan(3);
      assertThat(rig.deck.problem()).isEmpty();
      rig.checkManners();
    }
  }

  @Test
  void somebodysOwnMusicIsLeftAloneAndNotCountedAsOurs() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.deck.want("Upbeat", false);
      rig.run(10);
      rig.spotify.chooseSomethingElseHere();
      rig.run(30);
      rig.deck.want("Calm", false);
      rig.run(30);
      assertThat(rig.spotify.context).isEqualTo("spotify:album:somethingelse");
      assertThat(rig.deck.problem()).get().asString().startsWith("Somebody chose other music");
      assertThat(rig.deck.songs).noneMatch(song -> song.contains("Somebody's song"));
      rig.spotify.pauseByHand();
      rig.runUntil("our music is back", 60, () -> rig.spotifyPlays("Calm"));
    }
  }

  @Test
  void aPauseByHandIsNotFought() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.deck.want("Upbeat", false);
      rig.run(10);
      rig.spotify.pauseByHand();
      rig.run(300);
      assertThat(rig.player.status()).isInstanceOf(PlayerStatus.Paused.class);
      rig.spotify.begin(Misbehaviour.OFFLINE);
      rig.run(60);
      assertThat(rig.local.status()).isEqualTo(new PlayerStatus.Idle());
      rig.spotify.end(Misbehaviour.OFFLINE);
      rig.run(60);
      assertThat(rig.spotify.playing).isFalse();
      rig.deck.skip();
      rig.runUntil("music after a skip", 10, () -> rig.spotifyPlays("Upbeat"));
    }
  }

  @Test
  void aSpeakerThatIsTooLoudIsTurnedDown() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.deck.want("Upbeat", false);
      rig.run(5);
      assertThat(rig.spotify.device(ScriptedSpotify.LOUNGE).volume).isEqualTo(60);
      rig.spotify.device(ScriptedSpotify.LOUNGE).volume = 100;
      rig.run(6);
      assertThat(rig.spotify.device(ScriptedSpotify.LOUNGE).volume).isEqualTo(80);
    }
  }

  @Test
  void aSpeakerThatCanStillBeToldIsStoppedBeforeLocalMusicBegins() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.deck.want("Upbeat", false);
      rig.run(10);
      rig.spotify.begin(Misbehaviour.BLIND);
      rig.run(20);
      assertThat(rig.local.status()).isInstanceOf(PlayerStatus.Playing.class);
      assertThat(rig.spotify.soundsInTheRoom()).isFalse();
      rig.spotify.end(Misbehaviour.BLIND);
      rig.runUntil("Spotify is back", 60, () -> rig.spotifyPlays("Upbeat"));
    }
  }

  @Test
  void explicitSongsArePassedOver() throws Exception {
    try (Rig rig = new Rig(folder, Rig.settings(folder, false, Duration.ZERO))) {
      rig.deck.want("Upbeat", false);
      rig.run(600);
      assertThat(rig.deck.songs).contains("Upbeat: Upbeat song 3");
      assertThat(rig.spotify.requests).contains("POST /v1/me/player/next");
      rig.checkManners();
    }
  }

  @Test
  void aPlaylistBeginsWithASongThatWasNotHeardLately() throws Exception {
    try (Rig rig = new Rig(folder, Rig.settings(folder, true, Duration.ofHours(1)))) {
      rig.deck.want("Upbeat", false);
      rig.run(31);
      rig.deck.want("Calm", false);
      rig.run(31);
      rig.deck.want("Upbeat", false);
      rig.run(31);
      assertThat(rig.deck.songs)
          .containsExactly("Upbeat: Upbeat song 1", "Calm: Calm song 1", "Upbeat: Upbeat song 2");
      rig.checkManners();
    }
  }

  @Test
  void aMissingPlaylistBringsLocalMusicAloneAndSaysWhich() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.deck.want("Upbeat", false);
      rig.run(10);
      rig.deck.want("Jazz", false);
      rig.run(10);
      assertThat(rig.deck.problem()).get().asString().contains("no playlist named \"Jazz\"");
      assertThat(rig.spotify.playing).isFalse();
      assertThat(rig.local.status()).isInstanceOf(PlayerStatus.Playing.class);
    }
  }

  @Test
  void manySkipsStayWithinThePace() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.deck.want("Upbeat", false);
      rig.run(5);
      for (int i = 0; i < 60; i++) {
        rig.deck.skip();
        rig.run(1);
      }
      assertThat(rig.local.status()).isEqualTo(new PlayerStatus.Idle());
      rig.run(60);
      rig.checkManners();
    }
  }
}
