package roomtone.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import roomtone.music.PlayerException;
import roomtone.music.PlayerStatus;
import roomtone.music.SongOrder;

/** The player against real MPDs that are set up in other ways. */
@Timeout(60)
class MpdSetupsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> warnings = new ArrayList<>();

  @TempDir Path folder;

  private MpdServer server(String extra) throws Exception {
    MpdServer server = new MpdServer(folder, extra);
    WavFile.write(server.music().resolve("one.wav"), 30, "First Song", "");
    server.playlist("Upbeat", "one.wav");
    server.start();
    return server;
  }

  private MpdPlayer player(MpdSettings settings) {
    return new MpdPlayer(settings, nanos::get, warnings::add);
  }

  @Test
  void passwordOpensTheDoorAndItsLackIsNamed() throws Exception {
    String guarded =
        """
        password "open sesame@read,add,control,admin"
        default_permissions "read"
        """;
    try (MpdServer server = new MpdServer(folder, MpdServer.SILENT_OUTPUT + guarded)) {
      WavFile.write(server.music().resolve("one.wav"), 30, "First Song", "");
      server.start(Optional.of("open sesame"));
      MpdSettings plain = server.settings();
      MpdPlayer locked = player(plain);
      assertThatThrownBy(() -> locked.play("one.wav"))
          .isInstanceOf(PlayerException.class)
          .hasMessageContaining("wants a password");

      MpdPlayer player =
          player(
              new MpdSettings(
                  plain.address(), Optional.of("open sesame"), plain.deadline(), SongOrder.LISTED));
      player.play("one.wav");
      assertThat(player.refresh()).isInstanceOf(PlayerStatus.Playing.class);
    }
  }

  @Test
  void missingMixerIsSaidOnceAndIsNoFailure() throws Exception {
    try (MpdServer server = server(MpdServer.SILENT_OUTPUT.replace("\"software\"", "\"none\""))) {
      MpdPlayer player = player(server.settings());
      player.play("Upbeat");
      player.setVolume(40);
      player.setVolume(50);
      assertThat(warnings).singleElement().asString().contains("no volume control");
      assertThat(player.refresh()).isInstanceOf(PlayerStatus.Playing.class);
    }
  }

  @Test
  void outputThatCannotOpenIsNamedInMpdsWords() throws Exception {
    String noCard =
        """
        audio_output {
          type "alsa"
          name "no such card"
          device "hw:77,0"
        }
        """;
    try (MpdServer server = server(noCard)) {
      MpdPlayer player = player(server.settings());
      try {
        player.play("Upbeat");
      } catch (PlayerException refusedAtOnce) {
        // MPD opens its output beside the answer: where that fails first, the answer says so.
        assertThat(refusedAtOnce)
            .hasMessageContaining("no such card")
            .hasMessageContaining("audio_output");
        return;
      }
      try (MpdConnection watcher = server.connect()) {
        while (!(player.refresh() instanceof PlayerStatus.Unavailable)) {
          watcher.ask(Deadline.in(Duration.ofSeconds(10)), MpdCommand.of("idle", "player"));
        }
      }
      assertThat(player.status())
          .isInstanceOfSatisfying(
              PlayerStatus.Unavailable.class,
              away -> assertThat(away.reason()).contains("can't play").contains("audio_output"));
    }
  }

  @Test
  void mpdThatKeepsItsStateGoesOnByItself() throws Exception {
    try (MpdServer server =
        server(
            MpdServer.SILENT_OUTPUT
                + "state_file \"%s\"\nstate_file_interval \"1\"\n"
                    .formatted(folder.resolve("state")))) {
      MpdPlayer player = player(server.settings());
      player.play("Upbeat");
      assertThat(player.refresh()).isInstanceOf(PlayerStatus.Playing.class);
      server.stop();
      server.start();
      assertThat(player.refresh())
          .isInstanceOfSatisfying(
              PlayerStatus.Playing.class,
              playing -> assertThat(playing.playlist()).isEqualTo("Upbeat"));
      assertThat(server.ask(MpdCommand.of("status")).first("playlistlength")).contains("1");
    }
  }

  @Test
  void missingSocketIsNamed() {
    MpdPlayer player =
        player(
            new MpdSettings(
                folder.resolve("nothing").toString(),
                Optional.empty(),
                MpdSettings.SHORTEST_DEADLINE,
                SongOrder.LISTED));
    assertThat(player.refresh())
        .isInstanceOfSatisfying(
            PlayerStatus.Unavailable.class,
            away ->
                assertThat(away.reason())
                    .contains(folder.resolve("nothing").toString())
                    .contains("is it running? Try: systemctl status mpd"));
  }
}
