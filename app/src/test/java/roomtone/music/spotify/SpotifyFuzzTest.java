package roomtone.music.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import roomtone.music.MusicPlayer;
import roomtone.music.PlayerException;
import roomtone.music.PlayerStatus;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/** Whatever answers in Spotify's place, each call ends well or with a sentence. */
class SpotifyFuzzTest {
  private static final Wire.Answer TOKEN =
      new Wire.Answer(200, Map.of(), "{\"access_token\":\"a\",\"expires_in\":3600}");

  @TempDir private Path folder;

  private interface Call {
    void on(MusicPlayer player) throws PlayerException;
  }

  /**
   * Once for all inputs of a fuzzer: it is flushed to the disk, which takes longer than the rest.
   */
  @BeforeEach
  void logIn() throws IOException {
    new LoginFile(Rig.settings(folder).loginFile()).write(new Login("earlier", FakeTime.START));
  }

  /** Each line is an answer: a status of three digits, a blank and the body. */
  @FuzzTest
  void answers(byte[] bytes) {
    play(new Lines(bytes, false));
  }

  /** The same, where the login is answered from the lines too. */
  @FuzzTest
  void answersAndTokens(byte[] bytes) {
    play(new Lines(bytes, true));
  }

  /** The bytes of a whole answer, as they come from the network. */
  @FuzzTest
  void network(byte[] bytes) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        NetWire wire = new NetWire(new Outbound(), Purpose.SPOTIFY, Duration.ofSeconds(5))) {
      Thread.ofVirtual().start(() -> serve(server, bytes));
      URI uri = URI.create("http://127.0.0.1:%d/v1/me".formatted(server.getLocalPort()));
      try {
        Wire.Answer answer = wire.send(new Wire.Question("GET", uri, "Bearer a", "", ""));
        assertThat(answer.status()).isBetween(100, 999);
        Documents.readLeniently(answer.body());
      } catch (SpotifyException refused) {
        assertThat(refused.sentence()).isNotBlank();
      }
    }
  }

  private static void serve(ServerSocket server, byte[] answer) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write(answer);
      client.shutdownOutput();
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // The client hung up first.
    }
  }

  private void play(Wire wire) {
    SpotifySettings settings = Rig.settings(folder);
    FakeTime time = new FakeTime();
    try (Spotify kiosk =
        new Spotify(
            settings,
            wire,
            new SpeakerWatch(List::of, wire, time, () -> {}),
            time,
            time,
            time,
            new Random(1))) {
      for (Call call :
          List.<Call>of(
              player -> player.play("Upbeat"),
              MusicPlayer::next,
              player -> player.setVolume(50),
              MusicPlayer::pause,
              MusicPlayer::resume)) {
        try {
          call.on(kiosk.player());
        } catch (PlayerException refused) {
          assertThat(refused.getMessage()).isNotBlank();
        }
        time.pass(Duration.ofMinutes(20));
        if (kiosk.player().refresh() instanceof PlayerStatus.Unavailable(String reason)) {
          assertThat(reason).isNotBlank();
        }
      }
      kiosk.player().close();
    }
  }

  /** Answers line by line; offline after the last. */
  private static final class Lines implements Wire {
    private final Queue<String> left = new ArrayDeque<>();
    private final boolean tokensToo;

    Lines(byte[] bytes, boolean tokensToo) {
      new String(bytes, StandardCharsets.UTF_8).lines().forEach(left::add);
      this.tokensToo = tokensToo;
    }

    @Override
    public Answer send(Question question) throws SpotifyException {
      if (!tokensToo && question.uri().getPath().equals("/api/token")) {
        return TOKEN;
      }
      String line = left.poll();
      if (line == null) {
        throw new SpotifyException(Trouble.OFFLINE);
      }
      return line.matches("[1-5]\\d\\d .*")
          ? new Answer(Integer.parseInt(line.substring(0, 3)), Map.of(), line.substring(4))
          : new Answer(200, Map.of("Retry-After", line, "Date", line), line);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
