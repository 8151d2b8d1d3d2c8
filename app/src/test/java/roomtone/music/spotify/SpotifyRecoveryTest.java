package roomtone.music.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every misbehaviour of Spotify at every state of the machine. */
class SpotifyRecoveryTest {
  private static final double MOST_SILENCE = 10;
  private static final double BACK_WITHIN = 60;
  private static final double QUOTA = 15 * 60 + 1;

  @TempDir private Path folder;

  static Stream<Arguments> everything() {
    return Arrays.stream(SpotifyState.values())
        .flatMap(state ->
            Arrays.stream(Misbehaviour.values())
                .map(misbehaviour -> Arguments.of(state, misbehaviour)));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void musicGoesOnAndSpotifyComesBack(SpotifyState state, Misbehaviour misbehaviour)
      throws Exception {
    try (Rig rig = new Rig(folder)) {
      bringTo(state, misbehaviour, rig);
      boolean sounding =
          switch (state) {
            case READY, PAUSED, PAUSED_BY_USER -> false;
            default -> true;
          };
      rig.listen();
      rig.run(5);
      if (!sounding) {
        rig.listen();
      }
      rig.deck.want("Calm", false);
      rig.run(55);
      if (!isBlind(state, misbehaviour)) {
        assertThat(rig.longestSilence()).as(rig::story).isLessThanOrEqualTo(MOST_SILENCE);
      }
      assertThat(rig.said).as(rig::story).anyMatch(said -> isReason(said, state, misbehaviour));

      rig.spotify.end(misbehaviour);
      if (state == SpotifyState.EXTERNAL) {
        rig.spotify.pauseByHand();
      }
      rig.logInAgain();
      rig.listen();
      double patience =
          misbehaviour == Misbehaviour.QUOTA_EXCEEDED ? QUOTA + BACK_WITHIN : BACK_WITHIN;
      rig.runUntil("Spotify is back", patience, () -> rig.spotifyPlays("Calm"));
      rig.checkManners();
      rig.checkLogin();
    }
  }

  private static void bringTo(SpotifyState state, Misbehaviour misbehaviour, Rig rig) {
    if (state == SpotifyState.READY) {
      rig.run(3);
      check(state, rig);
      rig.spotify.begin(misbehaviour);
      return;
    }
    if (state == SpotifyState.STARTING) {
      rig.run(3);
      rig.spotify.afterPlay = Optional.of(misbehaviour);
      rig.deck.want("Upbeat", false);
      return;
    }
    rig.deck.want("Upbeat", false);
    rig.runUntil("Spotify plays", 5, () -> rig.spotifyPlays("Upbeat"));
    switch (state) {
      case PAUSED -> rig.deck.want("Upbeat", true);
      case PAUSED_BY_USER -> rig.spotify.pauseByHand();
      case EXTERNAL -> rig.spotify.chooseSomethingElseHere();
      default -> {}
    }
    Misbehaviour way =
        switch (state) {
          case COOLDOWN -> Misbehaviour.LIMITED_WITH_SECONDS;
          case NO_DEVICE -> Misbehaviour.VANISHED_SPEAKER;
          case NEEDS_LOGIN -> Misbehaviour.INVALID_GRANT;
          case REFUSED -> Misbehaviour.PREMIUM_REQUIRED;
          case OFFLINE -> Misbehaviour.OFFLINE;
          default -> null;
        };
    if (way != null) {
      rig.spotify.begin(way);
    }
    if (state == SpotifyState.REFUSED) {
      rig.deck.want("Rap", false);
    }
    rig.runUntil("the state " + state, 25, () -> rig.kiosk.state() == state);
    if (way != null) {
      rig.spotify.end(way);
    }
    rig.spotify.begin(misbehaviour);
  }

  private static void check(SpotifyState state, Rig rig) {
    assertThat(rig.kiosk.state()).isEqualTo(state);
  }

  /**
   * While Spotify wants a pause, Roomtone asks nothing and can't know that the account plays on
   * somebody's phone: the speaker itself does not tell.
   */
  private static boolean isBlind(SpotifyState state, Misbehaviour misbehaviour) {
    return state == SpotifyState.COOLDOWN && misbehaviour == Misbehaviour.TAKEN_OVER;
  }

  private static boolean isReason(String said, SpotifyState state, Misbehaviour misbehaviour) {
    String reason =
        switch (misbehaviour) {
          case NO_ACTIVE_DEVICE -> "is not in Spotify's list|No active|switch it on";
          case PREMIUM_REQUIRED -> "Premium accounts only";
          case RESTRICTION_VIOLATED -> "does not allow that";
          case LIMITED_WITH_SECONDS, LIMITED_WITH_DATE, LIMITED_WITH_NOTHING -> "asked too often";
          case QUOTA_EXCEEDED -> "quota";
          case SERVER_ERROR, BLIND -> "fault of its own \\(error 503\\)";
          case HANG -> "does not answer in time";
          case HALF_AN_ANSWER -> "broke off";
          case CAPTIVE_PORTAL -> "captive portal";
          case INVALID_GRANT -> "log in again";
          case VANISHED_SPEAKER ->
              "speaker \"Lounge\" (is not in Spotify's list|has gone from the local network)";
          case TAKEN_OVER -> "Somebody plays Spotify on \"Somebody's phone\"";
          case OFFLINE -> "can't be reached";
          case WRONG_CLOCK -> "clock is wrong";
          case UNKNOWN_FIELDS, RENAMED_SPEAKER -> "";
        };
    String before =
        switch (state) {
          case NEEDS_LOGIN -> "|log in again";
          case EXTERNAL -> "|Somebody chose other music";
          default -> "";
        };
    return Pattern.compile(reason + before).matcher(said).find();
  }
}
