package roomtone.music.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpotifyLoginTest {
  @TempDir private Path folder;

  private static String refusal(SpotifyLogin.Outcome outcome) {
    return ((SpotifyLogin.Outcome.Refused) outcome).reason();
  }

  @Test
  void aForeignStateIsRefusedAndTheRightOneStillWorks() throws Exception {
    try (Rig rig = new Rig(folder)) {
      SpotifyLogin login = rig.kiosk.login();
      Invitation invitation = login.invite().orElseThrow();
      String right = rig.spotify.accounts.consent(invitation.link());
      assertThat(refusal(login.finish(right.replaceFirst("state=.", "state=X"))))
          .contains("copy all of it");
      assertThat(refusal(login.finish("nonsense"))).contains("copy all of it");
      assertThat(login.finish("  " + right + "\n")).isEqualTo(new SpotifyLogin.Outcome.Done());
      assertThat(refusal(login.finish(right))).contains("open the link again");
    }
  }

  @Test
  void anInvitationStaysTheSameForAQuarterOfAnHour() throws Exception {
    try (Rig rig = new Rig(folder)) {
      Invitation first = rig.kiosk.login().invite().orElseThrow();
      assertThat(rig.kiosk.login().invite()).contains(first);
      assertThat(first.code()).hasSizeGreaterThan(40).allMatch(row -> row.matches("[01]+"));
      String late = rig.spotify.accounts.consent(first.link());
      rig.time.pass(Duration.ofMinutes(16));
      assertThat(refusal(rig.kiosk.login().finish(late))).contains("took too long");
      assertThat(rig.kiosk.login().invite()).isPresent().isNotEqualTo(Optional.of(first));
    }
  }

  @Test
  void aRefusedConsentIsSaid() throws Exception {
    try (Rig rig = new Rig(folder)) {
      SpotifyLogin login = rig.kiosk.login();
      String right = rig.spotify.accounts.consent(login.invite().orElseThrow().link());
      assertThat(refusal(login.finish(right.replaceFirst("code=[^&]+", "error=access_denied"))))
          .contains("not to let Roomtone in");
    }
  }

  @Test
  void theLastMonthIsAnnouncedAndAClockThatIsWrongIsNot() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.deck.want("Upbeat", false);
      rig.run(3);
      assertThat(rig.deck.problem()).isEmpty();
      rig.time.pass(Duration.ofDays(152));
      rig.run(5);
      assertThat(rig.deck.problem()).get().asString().contains("2027-05-21");
    }
    Login future = new Login("token", FakeTime.START);
    assertThat(future.endsSoon(FakeTime.START.minus(Duration.ofDays(9000)))).isFalse();
  }

  @Test
  void manyThreadsRefreshOnce() throws Exception {
    try (Rig rig = new Rig(folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var throttle = new Throttle(rig.time, new Random(1));
      SpotifySettings settings = Rig.settings(folder);
      var http = new SpotifyHttp(settings, rig.spotify, throttle, rig.time);
      var tokens = new Tokens(settings, rig.file, http, rig.time, rig.time);
      Callable<String> ask = tokens::access;
      var answers = threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> ask).toList());
      String one = tokens.access();
      for (var each : answers) {
        assertThat(each.get()).isEqualTo(one);
      }
      assertThat(rig.spotify.accounts.refreshes).isEqualTo(1);
      rig.checkLogin();
    }
  }

  @Test
  void anotherProgramsLoginIsTakenUp() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.deck.want("Upbeat", false);
      rig.runUntil("Spotify plays", 5, () -> rig.spotifyPlays("Upbeat"));
      rig.spotify.begin(Misbehaviour.INVALID_GRANT);
      rig.run(40);
      rig.spotify.end(Misbehaviour.INVALID_GRANT);
      rig.file.write(new Login(rig.spotify.accounts.earlierLogin(), rig.time.instant()));
      rig.runUntil("Spotify is back", 60, () -> rig.spotifyPlays("Upbeat"));
    }
  }

  @Test
  void aDamagedFileIsLeftAsItIs() throws Exception {
    try (Rig rig = new Rig(folder)) {
      Files.writeString(rig.file.path(), "{\"refresh_token\":\"SECREThalf");
      rig.deck.want("Upbeat", false);
      rig.run(20);
      assertThat(rig.deck.problem()).get().asString().contains("is damaged: log in again");
      assertThat(Files.readString(rig.file.path())).contains("SECREThalf");
      assertThat(rig.said).noneMatch(said -> said.contains("SECRET"));
    }
  }

  @Test
  void whereNoRefreshTokenComesBackTheOldOneIsKept() throws Exception {
    try (Rig rig = new Rig(folder)) {
      rig.spotify.accounts.rotates = false;
      rig.deck.want("Upbeat", false);
      rig.run(3 * 3600);
      assertThat(rig.spotify.accounts.refreshes).isGreaterThanOrEqualTo(3);
      assertThat(rig.spotifyPlays("Upbeat")).isTrue();
      rig.checkManners();
      rig.checkLogin();
    }
  }
}
