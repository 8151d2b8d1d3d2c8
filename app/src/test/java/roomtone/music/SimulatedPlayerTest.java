package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedPlayerTest {
  private final Time time = new Time();
  private final SimulatedPlayer player = new SimulatedPlayer(time);

  private PlayerStatus.Playing playing() {
    assertThat(player.status()).isInstanceOf(PlayerStatus.Playing.class);
    return (PlayerStatus.Playing) player.status();
  }

  @Test
  void idleUntilAskedAndAfterClose() {
    assertThat(player.status()).isEqualTo(new PlayerStatus.Idle());
    player.next();
    player.pause();
    assertThat(player.status()).isEqualTo(new PlayerStatus.Idle());
    player.play("Calm");
    player.close();
    assertThat(player.status()).isEqualTo(new PlayerStatus.Idle());
  }

  @Test
  void playsEachSongForItsLengthAndBeginsAgainAfterTheLast() {
    player.play("Upbeat");
    Song first = playing().song();
    List<Song> songs = new SongBook().songs("Upbeat");
    for (Song song : songs) {
      assertThat(playing().song()).isEqualTo(song);
      time.pass(song.length().minusMillis(1));
      assertThat(playing().song()).isEqualTo(song);
      assertThat(playing().position()).isEqualTo(song.length().minusMillis(1));
      time.pass(Duration.ofMillis(1));
    }
    assertThat(playing().song()).isEqualTo(first);
    assertThat(playing().position()).isZero();
  }

  @Test
  void catchesUpAfterNobodyLookedForManySongs() {
    player.play("Upbeat");
    Duration round =
        new SongBook()
            .songs("Upbeat").stream().map(Song::length).reduce(Duration.ZERO, Duration::plus);
    Song first = playing().song();
    time.pass(round.multipliedBy(50).plusSeconds(3));
    assertThat(playing().song()).isEqualTo(first);
    assertThat(playing().position()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void pauseKeepsThePosition() {
    player.play("Calm");
    time.passSeconds(7);
    player.pause();
    time.passSeconds(1000);
    assertThat(player.status())
        .isInstanceOfSatisfying(
            PlayerStatus.Paused.class,
            paused -> assertThat(paused.position()).isEqualTo(Duration.ofSeconds(7)));
    player.resume();
    time.passSeconds(1);
    assertThat(playing().position()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void nextStartsTheNextSongEvenWhilePaused() {
    player.play("Calm");
    Song first = playing().song();
    player.pause();
    player.next();
    assertThat(playing().song()).isNotEqualTo(first);
    assertThat(playing().position()).isZero();
  }

  @Test
  void everyDefaultPlaylistHasLivelySongs() {
    for (String playlist : MusicSettings.defaultPlaylists().values()) {
      List<Song> songs = new SongBook().songs(playlist);
      assertThat(songs).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
      assertThat(songs)
          .allSatisfy(song -> {
            assertThat(song.title()).isNotBlank();
            assertThat(song.artist()).isNotBlank();
            assertThat(song.length()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
          });
    }
  }

  @Test
  void anyOtherNameAlwaysGivesTheSameSongs() {
    List<Song> songs = new SongBook().songs("Polka für Opa");
    assertThat(songs).isNotEmpty().isEqualTo(new SongBook().songs("Polka für Opa"));
    assertThat(songs).isNotEqualTo(new SongBook().songs("Polka"));
  }

  @Test
  void keepsTheVolume() {
    player.setVolume(35);
    assertThat(player.volume()).isEqualTo(35);
  }
}
