package roomtone.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import roomtone.music.PlayerException;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;
import roomtone.music.SongOrder;

/** The player against a real MPD. */
@Timeout(60)
class MpdPlayerTest {
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> warnings = new ArrayList<>();

  @TempDir Path folder;
  private MpdServer server;
  private MpdPlayer player;

  @BeforeEach
  void start() throws Exception {
    server = new MpdServer(folder, MpdServer.SILENT_OUTPUT);
    WavFile.write(server.music().resolve("one.wav"), 30, "First Song", "Nobody Known");
    WavFile.write(server.music().resolve("two.wav"), 30, "Second Song", "Nobody Known");
    WavFile.write(server.music().resolve("folder/three.wav"), 2, "Third Song", "Somebody Else");
    server.playlist("Upbeat", "one.wav", "two.wav");
    server.playlist("Calm", "two.wav", "folder/three.wav");
    server.start();
    player = player(server.settings());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private MpdPlayer player(MpdSettings settings) {
    return new MpdPlayer(settings, nanos::get, warnings::add);
  }

  private PlayerStatus.Playing playing() {
    PlayerStatus status = player.refresh();
    assertThat(status).isInstanceOf(PlayerStatus.Playing.class);
    return (PlayerStatus.Playing) status;
  }

  private void skipWaits() {
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
  }

  @Test
  void playsAStoredPlaylistRoundAndRoundAndSaysWhatPlays() throws Exception {
    assertThat(player.refresh()).isEqualTo(new PlayerStatus.Idle());

    player.play("Upbeat");

    assertThat(playing().playlist()).isEqualTo("Upbeat");
    assertThat(playing().song())
        .isEqualTo(new Song("one.wav", "First Song", "Nobody Known", HALF_A_MINUTE));
    assertThat(player.status()).isInstanceOf(PlayerStatus.Playing.class);
    MpdReply status = server.ask(MpdCommand.of("status"));
    assertThat(status.first("repeat")).contains("1");
    assertThat(status.first("consume")).contains("0");
    assertThat(status.first("random")).contains("0");
    player.next();
    assertThat(playing().song().title()).isEqualTo("Second Song");
    player.next();
    assertThat(playing().song().title()).isEqualTo("First Song");
    assertThat(warnings).isEmpty();
  }

  @Test
  void anotherPlaylistReplacesTheQueue() throws Exception {
    player.play("Upbeat");
    player.play("Calm");

    assertThat(playing().playlist()).isEqualTo("Calm");
    assertThat(server.ask(MpdCommand.of("playlistinfo")).all("file"))
        .containsExactly("two.wav", "folder/three.wav");
  }

  @Test
  void pausesAndGoesOn() throws Exception {
    player.play("Upbeat");
    player.pause();
    assertThat(player.refresh())
        .isInstanceOfSatisfying(
            PlayerStatus.Paused.class,
            paused -> assertThat(paused.song().title()).isEqualTo("First Song"));
    player.resume();
    assertThat(playing().song().title()).isEqualTo("First Song");
  }

  @Test
  void setsTheVolume() throws Exception {
    player.play("Upbeat");
    player.setVolume(35);
    assertThat(server.ask(MpdCommand.of("status")).first("volume")).contains("35");
    assertThat(warnings).isEmpty();
  }

  @Test
  void shufflesWhereTheSettingsSaySo() throws Exception {
    for (int i = 0; i < 30; i++) {
      WavFile.write(server.music().resolve("many/%02d.wav".formatted(i)), 1, "Song " + i, "");
    }
    server.kill();
    server.start();
    MpdSettings plain = server.settings();
    player =
        player(
            new MpdSettings(
                plain.address(), plain.password(), plain.deadline(), SongOrder.SHUFFLED));

    player.play("many");

    List<String> order = server.ask(MpdCommand.of("playlistinfo")).all("file");
    assertThat(order).hasSize(30).isNotEqualTo(order.stream().sorted().toList());
    assertThat(playing().song().id()).isEqualTo(order.getFirst());
  }

  @Test
  void folderOfTheLibraryServesAsPlaylist() throws Exception {
    player.play("folder");
    assertThat(playing().song().title()).isEqualTo("Third Song");
    assertThat(playing().playlist()).isEqualTo("folder");
  }

  @Test
  void unknownPlaylistIsNamedAndTheMusicPlaysOn() throws Exception {
    player.play("Upbeat");

    assertThatThrownBy(() -> player.play("Polka"))
        .isInstanceOf(PlayerException.class)
        .hasMessageContaining("\"Polka\"")
        .hasMessageContaining("no playlist");
    assertThatThrownBy(() -> player.play("no/such/folder"))
        .isInstanceOf(PlayerException.class)
        .hasMessageContaining("no/such/folder");

    assertThat(playing().playlist()).isEqualTo("Upbeat");
    assertThat(server.ask(MpdCommand.of("status")).first("playlistlength")).contains("2");
  }

  @Test
  void missingEntriesAreCounted() throws Exception {
    server.playlist("Holes", "#EXTM3U", "one.wav", "gone.wav", "two.wav", "gone/too.wav");
    player.play("Holes");
    assertThat(playing().song().title()).isEqualTo("First Song");
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("2 of the 4 entries of the playlist \"Holes\" are missing");
  }

  @Test
  void playlistWithNothingLeftIsAFailureAndTheMusicPlaysOn() throws Exception {
    server.playlist("Gone", "gone.wav", "gone too.wav");
    server.playlist("Empty");
    player.play("Upbeat");
    assertThatThrownBy(() -> player.play("Gone"))
        .isInstanceOf(PlayerException.class)
        .hasMessageContaining("\"Gone\"")
        .hasMessageContaining("2 entries are missing");
    assertThatThrownBy(() -> player.play("Empty"))
        .isInstanceOf(PlayerException.class)
        .hasMessageContaining("\"Empty\"");
    assertThat(playing().playlist()).isEqualTo("Upbeat");
  }

  @Test
  void awkwardNamesAreTakenLiterally() throws Exception {
    List<String> names =
        List.of(
            "Something new",
            "He said \"louder\"",
            "it's",
            "back\\slash",
            "Fröhliche Lieder für Ämter",
            "తెలుగు పాటలు",
            "हिन्दी",
            "$(reboot) ; clear");
    for (String name : names) {
      server.playlist(name, "two.wav");
      player.play(name);
      assertThat(playing().playlist()).isEqualTo(name);
      assertThat(playing().song().id()).isEqualTo("two.wav");
    }
  }

  @Test
  void lineBreakInANameIsNoWayToGiveCommands() throws Exception {
    player.play("Upbeat");
    for (String name : List.of("Calm\nclear", "Calm\rclear", "Calm\"\nclear\n\"", "", " ")) {
      assertThatThrownBy(() -> player.play(name)).isInstanceOf(PlayerException.class);
    }
    assertThat(server.ask(MpdCommand.of("status")).first("playlistlength")).contains("2");
    assertThat(playing().playlist()).isEqualTo("Upbeat");
  }

  @Test
  void killedMpdIsNamedAndItsMusicComesBackWhereItWas() throws Exception {
    player.play("Upbeat");
    player.next();
    server.ask(MpdCommand.of("seekcur", 12));
    assertThat(playing().position()).isGreaterThanOrEqualTo(Duration.ofSeconds(12));

    server.kill();

    assertThat(player.refresh())
        .isInstanceOfSatisfying(
            PlayerStatus.Unavailable.class,
            away ->
                assertThat(away.reason())
                    .contains(server.socket().toString())
                    .contains("systemctl status mpd"));
    assertThatThrownBy(player::next).isInstanceOf(PlayerException.class);

    server.start();
    skipWaits();

    PlayerStatus.Playing back = playing();
    assertThat(back.playlist()).isEqualTo("Upbeat");
    assertThat(back.song().title()).isEqualTo("Second Song");
    assertThat(back.position()).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(20));
  }

  @Test
  void waitsBetweenTriesToReconnect() throws Exception {
    player.play("Upbeat");
    server.kill();
    assertThat(player.refresh()).isInstanceOf(PlayerStatus.Unavailable.class);
    server.start();
    assertThat(player.refresh()).isInstanceOf(PlayerStatus.Unavailable.class);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(playing().playlist()).isEqualTo("Upbeat");
  }

  @Test
  void restartBetweenTwoCallsGoesUnnoticed() throws Exception {
    player.play("Upbeat");
    playing();
    server.kill();
    server.start();
    assertThat(playing().song().title()).isEqualTo("First Song");
  }

  @Test
  void pausedMusicStaysSilentAfterARestartUntilItIsResumed() throws Exception {
    player.play("Upbeat");
    playing();
    player.pause();
    server.kill();
    server.start();
    assertThat(player.refresh()).isEqualTo(new PlayerStatus.Idle());
    player.resume();
    assertThat(playing().song().title()).isEqualTo("First Song");
  }

  @Test
  void newChoiceAfterARestartIsPlayed() throws Exception {
    player.play("Upbeat");
    server.kill();
    server.start();
    player.play("Calm");
    assertThat(playing().playlist()).isEqualTo("Calm");
    assertThat(playing().song().title()).isEqualTo("Second Song");
  }

  @Test
  void songsFollowEachOther() throws Exception {
    player.play("Calm");
    player.next();
    assertThat(playing().song().title()).isEqualTo("Third Song");
    try (MpdConnection watcher = server.connect()) {
      while (playing().song().title().equals("Third Song")) {
        watcher.ask(Deadline.in(Duration.ofSeconds(10)), MpdCommand.of("idle", "player"));
      }
    }
    assertThat(playing().song().title()).isEqualTo("Second Song");
  }

  @Test
  void twoPlayersDoNotDisturbEachOther() throws Exception {
    player.play("Upbeat");
    try (MpdPlayer other = player(server.settings())) {
      assertThat(other.refresh())
          .isInstanceOfSatisfying(
              PlayerStatus.Playing.class, playing -> assertThat(playing.playlist()).isEmpty());
    }
    assertThat(playing().playlist()).isEqualTo("Upbeat");
  }

  @Test
  void needlessPasswordIsRefusedInWords() {
    MpdSettings plain = server.settings();
    player =
        player(
            new MpdSettings(
                plain.address(), Optional.of("s3cret"), plain.deadline(), plain.order()));
    assertThat(player.refresh())
        .isInstanceOfSatisfying(
            PlayerStatus.Unavailable.class,
            away ->
                assertThat(away.reason())
                    .contains("refuses the password")
                    .doesNotContain("s3cret"));
  }
}
