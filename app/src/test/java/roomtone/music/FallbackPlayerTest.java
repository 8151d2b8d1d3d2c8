package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class FallbackPlayerTest {
  private final Time time = new Time();
  private final FlakyPlayer first = new FlakyPlayer(time);
  private final SimulatedPlayer local = new SimulatedPlayer(time);
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final FallbackPlayer player = new FallbackPlayer(first, local, background::add);

  private void assertLocal(String playlist) {
    assertThat(local.status())
        .isInstanceOfSatisfying(
            PlayerStatus.Playing.class,
            playing -> assertThat(playing.playlist()).isEqualTo(playlist));
    assertThat(player.notice()).get().asString().startsWith(FlakyPlayer.AWAY);
  }

  private void letTheFirstTry() {
    player.refresh();
    while (!background.isEmpty()) {
      background.remove().run();
    }
    player.refresh();
  }

  @Test
  void theFirstPlaysWhileItCan() throws Exception {
    player.play("Calm");
    player.next();
    player.refresh();
    assertThat(player.status()).isEqualTo(first.status());
    assertThat(local.status()).isEqualTo(new PlayerStatus.Idle());
    assertThat(player.notice()).isEmpty();
    assertThat(player.description()).isEqualTo("the flaky player");
  }

  @Test
  void theLocalOneTakesOverAndGivesBack() throws Exception {
    player.setVolume(40);
    player.play("Calm");
    first.away = true;
    player.refresh();
    assertLocal("Calm");
    assertThat(local.volume()).isEqualTo(40);
    player.play("Upbeat");
    assertLocal("Upbeat");
    letTheFirstTry();
    assertLocal("Upbeat");
    first.away = false;
    letTheFirstTry();
    assertThat(player.notice()).isEmpty();
    assertThat(local.status()).isInstanceOf(PlayerStatus.Paused.class);
    assertThat(player.status())
        .isInstanceOfSatisfying(
            PlayerStatus.Playing.class,
            playing -> assertThat(playing.playlist()).isEqualTo("Upbeat"));
  }

  @Test
  void aChoiceThatIsMadeWhileTheFirstComesBackIsKept() throws Exception {
    first.away = true;
    player.play("Calm");
    first.away = false;
    player.refresh();
    player.play("Upbeat");
    while (!background.isEmpty()) {
      background.remove().run();
    }
    player.refresh();
    assertThat(first.status())
        .isInstanceOfSatisfying(
            PlayerStatus.Playing.class,
            playing -> assertThat(playing.playlist()).isEqualTo("Upbeat"));
  }

  @Test
  void aPauseIsKeptWhoeverPlays() throws Exception {
    player.play("Calm");
    player.pause();
    first.away = true;
    player.refresh();
    assertThat(local.status()).isEqualTo(new PlayerStatus.Idle());
    player.resume();
    assertLocal("Calm");
    player.pause();
    first.away = false;
    letTheFirstTry();
    assertThat(player.status()).isInstanceOf(PlayerStatus.Paused.class);
  }

  @Test
  void whatAnEarlierRunLeftPlayingLocallyStops() throws Exception {
    local.play("Calm");
    player.play("Upbeat");
    assertThat(local.status()).isInstanceOf(PlayerStatus.Paused.class);
  }

  @Test
  void whereBothFailBothAreNamed() {
    FlakyPlayer second = new FlakyPlayer(time);
    second.away = true;
    first.away = true;
    FallbackPlayer both = new FallbackPlayer(first, second, background::add);
    assertThatThrownBy(() -> both.play("Calm"))
        .isInstanceOf(PlayerException.class)
        .hasMessage(FlakyPlayer.AWAY + " And local music: " + FlakyPlayer.AWAY);
    assertThat(both.refresh()).isInstanceOf(PlayerStatus.Unavailable.class);
  }
}
