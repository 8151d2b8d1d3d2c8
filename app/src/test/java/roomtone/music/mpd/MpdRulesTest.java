package roomtone.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import roomtone.music.HouseRules;
import roomtone.music.PlayerException;
import roomtone.music.PlayerStatus;
import roomtone.music.SimilarSongs;
import roomtone.music.SongOrder;
import roomtone.music.SongTraits;
import roomtone.system.outbound.Outbound;

/** The house rules, selections by tags, crossfade and a restart of the kiosk, with a real MPD. */
@Timeout(60)
class MpdRulesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> warnings = new ArrayList<>();

  @TempDir Path folder;
  private MpdServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        new MpdServer(
            folder,
            """
            audio_output {
              type "null"
              name "silent"
              mixer_type "software"
            }
            """);
    WavFile.write(server.music().resolve("one.wav"), 30, "First Song", "Nobody Known");
    WavFile.write(server.music().resolve("two.wav"), 30, "Second Song [Explicit]", "Nobody Known");
    WavFile.write(server.music().resolve("three.wav"), 30, "Third Song", "Somebody d'Else");
    server.playlist("Upbeat", "one.wav", "two.wav", "three.wav");
    server.playlist("Rude", "two.wav");
    server.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private MpdPlayer player(HouseRules rules, Duration crossfade) {
    MpdSettings settings =
        new MpdSettings(
            server.socket().toString(),
            Optional.empty(),
            Duration.ofSeconds(10),
            SongOrder.LISTED,
            crossfade);
    return new MpdPlayer(
        settings, rules, SimilarSongs.NONE, new Outbound(), nanos::get, warnings::add);
  }

  private static HouseRules rules(int loudest, boolean explicit, Duration window) {
    return new HouseRules(loudest, Optional.empty(), explicit, window);
  }

  @Test
  void songsFollowThoseThatTheyAreLike() throws Exception {
    Map<String, SongTraits> traits = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      String song = "many/%02d.wav".formatted(i);
      WavFile.write(server.music().resolve(song), 1, "Song " + i, "");
      boolean fast = i % 2 == 0;
      traits.put(song, new SongTraits(fast ? 125 + i : 70 + i, -10, Optional.empty()));
    }
    server.kill();
    server.start();
    MpdSettings similar =
        new MpdSettings(
            server.socket().toString(),
            Optional.empty(),
            Duration.ofSeconds(10),
            SongOrder.SIMILAR);
    try (MpdPlayer player =
        new MpdPlayer(
            similar,
            HouseRules.NONE,
            new SimilarSongs(traits),
            new Outbound(),
            nanos::get,
            warnings::add)) {
      player.play("many");
      List<String> queue = queue();
      assertThat(queue).hasSize(12).doesNotHaveDuplicates();
      assertThat(queue).isEqualTo(new SimilarSongs(traits).order(queue));
      assertThat(player.refresh()).isInstanceOf(PlayerStatus.Playing.class);
    }
  }

  private List<String> queue() throws Exception {
    return server.ask(MpdCommand.of("playlistinfo")).all("file");
  }

  @Test
  void songsFadeIntoEachOther() throws Exception {
    try (MpdPlayer player = player(HouseRules.NONE, Duration.ofSeconds(4))) {
      player.play("Upbeat");
      assertThat(server.ask(MpdCommand.of("status")).first("xfade")).contains("4");
    }
  }

  @Test
  void explicitSongsLeaveTheQueue() throws Exception {
    try (MpdPlayer player = player(rules(100, false, Duration.ZERO), Duration.ZERO)) {
      player.play("Upbeat");
      assertThat(queue()).containsExactly("one.wav", "three.wav");
      assertThatThrownBy(() -> player.play("Rude"))
          .isInstanceOf(PlayerException.class)
          .hasMessageContaining("nothing that");
      assertThat(player.refresh()).isInstanceOf(PlayerStatus.Playing.class);
    }
  }

  @Test
  void songsThatWereHeardLatelyComeLast() throws Exception {
    try (MpdPlayer player = player(rules(100, true, Duration.ofHours(1)), Duration.ZERO)) {
      player.play("Upbeat");
      player.refresh();
      player.play("Upbeat");
      assertThat(queue()).containsExactly("two.wav", "three.wav", "one.wav");
      nanos.addAndGet(Duration.ofHours(2).toNanos());
      player.play("Upbeat");
      assertThat(queue()).containsExactly("one.wav", "two.wav", "three.wav");
    }
  }

  @Test
  void aPlayerThatIsTooLoudIsTurnedDown() throws Exception {
    try (MpdPlayer player = player(rules(40, true, Duration.ZERO), Duration.ZERO)) {
      player.play("Upbeat");
      player.setVolume(90);
      assertThat(server.ask(MpdCommand.of("status")).first("volume")).contains("40");
      server.ask(MpdCommand.of("setvol", 95));
      player.refresh();
      assertThat(server.ask(MpdCommand.of("status")).first("volume")).contains("40");
    }
  }

  @Test
  void tagsOfTheFilesMakeAPlaylist() throws Exception {
    try (MpdPlayer player = player(HouseRules.NONE, Duration.ZERO)) {
      player.play("artist: d'Else");
      assertThat(queue()).containsExactly("three.wav");
      assertThatThrownBy(() -> player.play("genre: Polka")).isInstanceOf(PlayerException.class);
      assertThat(queue()).containsExactly("three.wav");
    }
  }

  @Test
  void aKioskThatStartsAgainLetsItsMusicPlayOn() throws Exception {
    try (MpdPlayer player = player(HouseRules.NONE, Duration.ZERO)) {
      player.play("Upbeat");
      player.next();
    }
    try (MpdPlayer again = player(HouseRules.NONE, Duration.ZERO)) {
      again.play("Upbeat");
      assertThat(again.refresh())
          .isInstanceOfSatisfying(
              PlayerStatus.Playing.class,
              playing -> assertThat(playing.song().id()).isEqualTo("two.wav"));
      again.play("Upbeat");
      again.refresh();
      assertThat(server.ask(MpdCommand.of("currentsong")).first("file")).contains("one.wav");
    }
  }
}
