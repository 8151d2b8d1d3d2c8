package roomtone.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import roomtone.music.PlayerException;
import roomtone.music.PlayerStatus;
import roomtone.music.SongOrder;

/** What answers is no good MPD: each call ends within its deadline, in words. */
@Timeout(30)
class MpdBadServerTest {
  private static final Duration DEADLINE = Duration.ofMillis(400);
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final AtomicLong nanos = new AtomicLong();

  private MpdPlayer player(String address) {
    return new MpdPlayer(
        new MpdSettings(address, Optional.empty(), DEADLINE, SongOrder.LISTED),
        nanos::get,
        _ -> {});
  }

  private static void assertFails(MpdPlayer player, String words) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> player.play("Upbeat"))
        .isInstanceOf(PlayerException.class)
        .hasMessageContaining(words);
    assertThat(player.refresh()).isInstanceOf(PlayerStatus.Unavailable.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plus(GRACE));
  }

  @ParameterizedTest(name = "greets {0}, answers {1}")
  @CsvSource({
    "silence, silence, did not answer within 0.4 s",
    "dribble, silence, did not answer within 0.4 s",
    "hang-up, silence, closed the connection",
    "web page, silence, what answers there is not MPD",
    "half, silence, did not answer within 0.4 s",
    "greeting, silence, did not answer within 0.4 s",
    "greeting, dribble, did not answer within 0.4 s",
    "greeting, hang-up, closed the connection",
    "greeting, garbage, not MPD's protocol",
    "greeting, half, did not answer within 0.4 s",
    "greeting, endless line, a line without end",
  })
  void badAnswersEndInTimeAndInWords(String greeting, String answer, String words)
      throws IOException {
    try (BadServer server = new BadServer(text(greeting), text(answer))) {
      assertFails(player(server.address()), words);
    }
  }

  private static String text(String name) {
    return switch (name) {
      case "silence" -> "";
      case "dribble" -> BadServer.DRIBBLE;
      case "hang-up" -> BadServer.HANG_UP;
      case "greeting" -> BadServer.GREETING;
      case "web page" -> "HTTP/1.1 400 Bad Request\r\n\r\n";
      case "half" -> "OK MP";
      case "garbage" -> "\u0001\u0002 what?\n\n";
      case "endless line" -> "x".repeat(100_000);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  void nobodyListening() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertFails(player("127.0.0.1:" + port), "Connection refused");
  }

  @Test
  void unknownHost() {
    assertFails(player("no-such-host.invalid"), "no-such-host.invalid");
  }

  @Test
  void unixSocketThatAcceptsAndSaysNothing(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      assertFails(player(path.toString()), "did not answer within 0.4 s");
    }
  }

  @Test
  void deadServerIsTriedEverMoreSeldom() throws IOException {
    try (BadServer server = new BadServer(BadServer.HANG_UP, "")) {
      MpdPlayer player = player(server.address());
      for (int second = 0; second < 60; second++) {
        assertThat(player.refresh()).isInstanceOf(PlayerStatus.Unavailable.class);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      }
      assertThat(server.connections.get()).isBetween(6, 10);
    }
  }

  @Test
  void refusalsAreRepeatedInMpdsWords() throws IOException {
    try (BadServer server =
        new BadServer(BadServer.GREETING, "ACK [5@0] {load} the disk is on fire\n")) {
      assertThatThrownBy(() -> player(server.address()).next())
          .isInstanceOf(PlayerException.class)
          .hasMessageContaining("refused: the disk is on fire");
    }
  }

  @Test
  void anOutputThatFailsAtOnceIsNamedWithWhatToCheck() throws IOException {
    try (BadServer server =
        new BadServer(BadServer.GREETING, "ACK [52@0] {play} Failed to open the card\n")) {
      assertThatThrownBy(() -> player(server.address()).next())
          .isInstanceOf(PlayerException.class)
          .hasMessageContaining("can't play (Failed to open the card)")
          .hasMessageContaining("audio_output");
    }
  }

  @Test
  void aTitleMayHoldAnyLineEndButMpdsOwn() throws IOException {
    try (BadServer server =
        new BadServer(
            BadServer.GREETING, "state: play\nfile: a\rb\nTitle: One\u2028Two\u0085Three\nOK\n")) {
      MpdPlayer player = player(server.address());
      assertThat(player.refresh())
          .isInstanceOfSatisfying(
              PlayerStatus.Playing.class,
              playing -> assertThat(playing.song().title()).isEqualTo("One\u2028Two\u0085Three"));
    }
  }

  @Test
  void strangeNumbersAreNoCrash() throws IOException {
    try (BadServer server =
        new BadServer(
            BadServer.GREETING,
            "state: levitate\nplaylistlength: -1\nelapsed: NaN\nduration: 1e99\nfile: x\nOK\n")) {
      assertThat(player(server.address()).refresh()).isEqualTo(new PlayerStatus.Idle());
    }
  }
}
