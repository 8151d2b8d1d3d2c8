package roomtone.music.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import roomtone.music.PlayerException;
import roomtone.music.PlayerStatus;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/** The whole of it over real sockets: login, play, skip, volume, and each failure of the net. */
@Timeout(120)
class SpotifyOnTheNetTest {
  @TempDir private Path folder;
  private final FakeTime time = new FakeTime();
  private final ScriptedSpotify script = new ScriptedSpotify(time);
  private SpotifyServer server;

  @BeforeEach
  void listen() throws Exception {
    server = new SpotifyServer(script);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SpotifySettings settings(URI api, URI accounts, Duration deadline) {
    return new SpotifySettings(
        ScriptedAccounts.CLIENT,
        "lounge",
        URI.create("http://127.0.0.1:8888/callback"),
        api,
        accounts,
        deadline,
        folder.resolve("spotify.json"),
        Map.of(),
        false,
        true,
        100,
        Duration.ZERO);
  }

  private Spotify open(Duration deadline) {
    SpotifySettings settings = settings(server.address(), server.address(), deadline);
    return open(settings);
  }

  private Spotify open(SpotifySettings settings) {
    return new Spotify(
        settings,
        new NetWire(new Outbound(), Purpose.SPOTIFY, settings.deadline()),
        new ScriptedRoom(script, time).watch(),
        time,
        time,
        time,
        new Random(1));
  }

  private void logIn(Spotify spotify) {
    String pasted = script.accounts.consent(spotify.login().invite().orElseThrow().link());
    assertThat(spotify.login().finish(pasted)).isEqualTo(new SpotifyLogin.Outcome.Done());
  }

  @Test
  void anEveningMakesNoRequestThatIsNotDocumented() throws Exception {
    try (Spotify spotify = open(Duration.ofSeconds(10))) {
      assertThat(spotify.player().refresh()).isInstanceOf(PlayerStatus.Unavailable.class);
      logIn(spotify);
      time.pass(Duration.ofMinutes(2));
      assertThat(spotify.player().refresh()).isEqualTo(new PlayerStatus.Idle());
      spotify.player().play("Upbeat");
      assertThat(spotify.player().status())
          .isInstanceOfSatisfying(
              PlayerStatus.Playing.class,
              playing -> assertThat(playing.song().title()).isEqualTo("Upbeat song 1"));
      time.pass(Duration.ofMinutes(1));
      spotify.player().setVolume(35);
      spotify.player().next();
      spotify.player().pause();
      assertThat(spotify.player().status()).isInstanceOf(PlayerStatus.Paused.class);
      time.pass(Duration.ofMinutes(1));
      spotify.player().resume();
      spotify.player().play("Calm");
      time.pass(Duration.ofHours(2));
      assertThat(spotify.player().refresh()).isInstanceOf(PlayerStatus.Playing.class);
      assertThat(script.device("Lounge").volume).isEqualTo(35);
      assertThat(script.violations).isEmpty();
      assertThat(script.accounts.refreshes).isEqualTo(1);
    }
  }

  @Test
  void theBaseAddressMayNameTheVersion() throws Exception {
    URI api = URI.create(server.address() + "/v1");
    SpotifySettings settings = settings(api, server.address(), Duration.ofSeconds(10));
    try (Spotify spotify = open(settings)) {
      logIn(spotify);
      spotify.player().play("Upbeat");
      assertThat(script.violations).isEmpty();
    }
  }

  @Test
  void theLoginIsInAFileOfItsOwnersAlone() throws Exception {
    try (Spotify spotify = open(Duration.ofSeconds(10))) {
      logIn(spotify);
      Path file = folder.resolve("spotify.json");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }
  }

  @Test
  void eachFailureOfTheNetIsTold() throws Exception {
    try (Spotify spotify = open(Duration.ofSeconds(10))) {
      logIn(spotify);
      script.begin(Misbehaviour.CAPTIVE_PORTAL);
      assertFails(spotify, "captive portal");
      script.end(Misbehaviour.CAPTIVE_PORTAL);
      script.begin(Misbehaviour.HALF_AN_ANSWER);
      assertFails(spotify, "broke off");
      script.end(Misbehaviour.HALF_AN_ANSWER);
      script.begin(Misbehaviour.SERVER_ERROR);
      assertFails(spotify, "error 503");
      script.end(Misbehaviour.SERVER_ERROR);
      server.close();
      assertFails(spotify, "can't be reached");
    }
  }

  @Test
  void aHangEndsAtTheDeadline() throws Exception {
    try (Spotify spotify = open(Duration.ofMillis(500))) {
      script.begin(Misbehaviour.HANG);
      new LoginFile(folder.resolve("spotify.json"))
          .write(new Login(script.accounts.earlierLogin(), FakeTime.START));
      assertFails(spotify, "does not answer in time");
    }
  }

  private static void assertFails(Spotify spotify, String sentence) {
    assertThatThrownBy(() -> spotify.player().play("Upbeat"))
        .isInstanceOf(PlayerException.class)
        .hasMessageContaining(sentence);
  }
}
