package roomtone.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import roomtone.music.MusicPlayer;
import roomtone.music.PlayerException;
import roomtone.music.PlayerStatus;
import roomtone.music.SongOrder;

/** Whatever answers in MPD's place, each call ends in its time, well or with a sentence. */
class MpdFuzzTest {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final AtomicLong nanos = new AtomicLong();
  private ServerSocket server;
  private volatile byte[] answers = {};

  private interface Call {
    void on(MusicPlayer player) throws PlayerException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @FuzzTest
  void answers(byte[] bytes) {
    answers = bytes;
    MpdSettings settings =
        new MpdSettings(
            "127.0.0.1:" + server.getLocalPort(), Optional.empty(), DEADLINE, SongOrder.SHUFFLED);
    MpdPlayer player = new MpdPlayer(settings, nanos::get, _ -> {});
    for (Call call :
        List.<Call>of(
            asked -> asked.play("Upbeat"),
            MusicPlayer::next,
            asked -> asked.setVolume(50),
            MusicPlayer::pause,
            MusicPlayer::resume)) {
      try {
        call.on(player);
      } catch (PlayerException refused) {
        assertThat(refused.getMessage()).isNotBlank().doesNotContain("null");
      }
      // Long enough that the wait after a failure is over.
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      if (player.refresh() instanceof PlayerStatus.Unavailable(String reason)) {
        assertThat(reason).isNotBlank();
      }
    }
    player.close();
  }

  /** Says all its answers to whoever comes, and hears the questions only so that none is lost. */
  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        OutputStream out = client.getOutputStream();
        out.write("OK MPD 0.23.5\n".getBytes(StandardCharsets.US_ASCII));
        out.write(answers);
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException _) {
        // The player hung up first, or the test is over.
      }
    }
  }
}
