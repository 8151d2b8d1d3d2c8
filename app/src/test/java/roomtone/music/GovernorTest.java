package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;
import static roomtone.music.Time.felt;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.music.Governor.Because;
import roomtone.music.Governor.Decision;
import roomtone.music.Governor.Moment;
import roomtone.music.Governor.Playback;

class GovernorTest {
  private static final Mood NOBODY = new Mood.EmptyRoom();
  private static final Mood UNSURE = new Mood.Unsure(1);

  private final Time time = new Time();
  private Governor governor = governor(Settings.with(ChangeAt.SONG_END, 0));
  private LocalDate day = Time.DAY;

  private static Governor governor(MusicSettings settings) {
    return new Governor(settings, new Taste(settings.repertoire(), TasteNotes.NONE));
  }

  private Decision decide(Mood mood, double heldSeconds, Playback playback) {
    return governor.decide(
        new Moment(
            mood,
            Duration.ofMillis(Math.round(heldSeconds * 1000)),
            playback,
            time.getAsLong(),
            day));
  }

  private void assertHolds(Decision decision, Because because) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Hold.class, hold -> assertThat(hold.because()).isEqualTo(because));
  }

  private void assertChanges(Decision decision, String playlist) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Change.class, change -> assertThat(change.playlist()).isEqualTo(playlist));
  }

  private void startUpbeat() {
    assertChanges(decide(felt(Emotion.HAPPY), 8, Playback.SILENT), "Upbeat");
  }

  @ParameterizedTest
  @EnumSource(Emotion.class)
  void firstExpressionThatHasHeldStartsItsPlaylistAtOnce(Emotion emotion) {
    assertHolds(decide(felt(emotion), 7.999, Playback.SILENT), Because.DWELL);
    assertChanges(
        decide(felt(emotion), 8, Playback.SILENT), MusicSettings.defaults().playlistFor(emotion));
  }

  @Test
  void firstExpressionReplacesWhatThePlayerHappenedToPlay() {
    assertChanges(decide(felt(Emotion.SAD), 8, Playback.MID_SONG), "Calm");
  }

  @Test
  void decisionIsGivenOnce() {
    startUpbeat();
    assertHolds(decide(felt(Emotion.HAPPY), 9, Playback.MID_SONG), Because.FITS);
  }

  @Test
  void anotherExpressionWaitsForDwellThenStayThenSongEnd() {
    startUpbeat();
    time.passSeconds(59.9);
    assertHolds(decide(felt(Emotion.SAD), 7.9, Playback.SONG_END), Because.DWELL);
    assertHolds(decide(felt(Emotion.SAD), 8, Playback.SONG_END), Because.STAY);
    time.passSeconds(0.1);
    assertHolds(decide(felt(Emotion.SAD), 8.1, Playback.MID_SONG), Because.SONG_END);
    assertChanges(decide(felt(Emotion.SAD), 30, Playback.SONG_END), "Calm");
  }

  @Test
  void stayCountsFromTheLastChange() {
    startUpbeat();
    time.passSeconds(100);
    assertChanges(decide(felt(Emotion.SAD), 8, Playback.SONG_END), "Calm");
    time.passSeconds(59);
    assertHolds(decide(felt(Emotion.HAPPY), 50, Playback.SONG_END), Because.STAY);
    time.passSeconds(1);
    assertChanges(decide(felt(Emotion.HAPPY), 51, Playback.SONG_END), "Upbeat");
  }

  @Test
  void changesMidSongWhereTheSettingsSaySo() {
    governor = governor(Settings.with(ChangeAt.AT_ONCE, 0));
    startUpbeat();
    time.passSeconds(60);
    assertChanges(decide(felt(Emotion.FEAR), 8, Playback.MID_SONG), "Devotional");
  }

  @Test
  void unsureRoomHoldsTheMusicForever() {
    assertHolds(decide(UNSURE, 3600, Playback.SILENT), Because.UNSURE);
    startUpbeat();
    time.passSeconds(3600);
    assertHolds(decide(UNSURE, 3600, Playback.SONG_END), Because.UNSURE);
  }

  @Test
  void silentPlayerTakesTheNewestExpressionWithoutStayOrSongEnd() {
    startUpbeat();
    assertHolds(decide(felt(Emotion.SAD), 7, Playback.SILENT), Because.DWELL);
    assertChanges(decide(felt(Emotion.SAD), 8, Playback.SILENT), "Calm");
  }

  @Test
  void musicThatSomebodyPausedByHandIsLeftAlone() {
    startUpbeat();
    time.passSeconds(600);
    assertHolds(decide(felt(Emotion.SAD), 60, Playback.PAUSED), Because.PAUSED_BY_HAND);
  }

  @Test
  void emptyRoomPausesOnceAndResumesWithTheFirstPerson() {
    startUpbeat();
    assertHolds(decide(NOBODY, 599, Playback.MID_SONG), Because.NOBODY);
    assertThat(decide(NOBODY, 600, Playback.MID_SONG)).isEqualTo(new Decision.Pause());
    assertHolds(decide(NOBODY, 601, Playback.PAUSED), Because.QUIET);
    assertThat(decide(UNSURE, 0, Playback.PAUSED)).isEqualTo(new Decision.Resume());
    assertHolds(decide(UNSURE, 1, Playback.MID_SONG), Because.UNSURE);
  }

  @Test
  void emptyRoomWithoutMusicHasNothingToPause() {
    assertHolds(decide(NOBODY, 3600, Playback.SILENT), Because.QUIET);
  }

  @Test
  void guestWhoTouchesTheButtonPutsThePauseOff() {
    startUpbeat();
    assertThat(decide(NOBODY, 600, Playback.MID_SONG)).isEqualTo(new Decision.Pause());
    governor.somebodyIsHere(time.getAsLong());
    assertHolds(decide(NOBODY, 601, Playback.MID_SONG), Because.NOBODY);
    time.passSeconds(599);
    assertHolds(decide(NOBODY, 1200, Playback.MID_SONG), Because.NOBODY);
    time.passSeconds(1);
    assertThat(decide(NOBODY, 1201, Playback.MID_SONG)).isEqualTo(new Decision.Pause());
  }

  @Test
  void rescanWaivesDwellAndStayButNotTheSongsEnd() {
    startUpbeat();
    governor.rescan(time.getAsLong());
    assertHolds(decide(felt(Emotion.HAPPY), 1, Playback.MID_SONG), Because.FITS);
    assertHolds(decide(UNSURE, 1, Playback.MID_SONG), Because.UNSURE);
    time.passSeconds(2);
    assertHolds(decide(felt(Emotion.SAD), 0, Playback.MID_SONG), Because.SONG_END);
    assertChanges(decide(felt(Emotion.SAD), 0, Playback.SONG_END), "Calm");
    assertHolds(decide(felt(Emotion.HAPPY), 0, Playback.SONG_END), Because.DWELL);
  }

  @Test
  void rescanIsForgottenAfterHalfAMinute() {
    startUpbeat();
    governor.rescan(time.getAsLong());
    time.passSeconds(30.1);
    assertHolds(decide(felt(Emotion.SAD), 1, Playback.SONG_END), Because.DWELL);
  }

  @Test
  void dailyBudgetEndsChangesUntilTheNextDayAndSparesRescans() {
    governor = governor(Settings.with(ChangeAt.SONG_END, 2));
    startUpbeat();
    for (Emotion emotion : new Emotion[] {Emotion.SAD, Emotion.HAPPY}) {
      time.passSeconds(60);
      assertThat(decide(felt(emotion), 8, Playback.SONG_END)).isInstanceOf(Decision.Change.class);
    }
    time.passSeconds(60);
    assertHolds(decide(felt(Emotion.SAD), 8, Playback.SONG_END), Because.BUDGET);
    governor.rescan(time.getAsLong());
    assertChanges(decide(felt(Emotion.SURPRISE), 0, Playback.SONG_END), "Something new");
    time.passSeconds(60);
    assertHolds(decide(felt(Emotion.SAD), 8, Playback.SONG_END), Because.BUDGET);
    day = day.plusDays(1);
    assertChanges(decide(felt(Emotion.SAD), 8, Playback.SONG_END), "Calm");
  }

  @Test
  void anEveningOfRestlessFacesChangesNoOftenerThanTheStayAllows() {
    startUpbeat();
    List<Emotion> emotions = List.of(Emotion.values());
    int changes = 0;
    for (int second = 0; second < 3600; second++) {
      time.passSeconds(1);
      Emotion emotion = emotions.get(second / 10 % emotions.size());
      Playback playback = second % 7 == 0 ? Playback.SONG_END : Playback.MID_SONG;
      if (decide(felt(emotion), second % 10, playback) instanceof Decision.Change) {
        changes++;
      }
    }
    assertThat(changes).isBetween(1, 60);
  }

  private static MusicSettings several(Policy policy, int dailyChanges) {
    Repertoire repertoire =
        new Repertoire(
            Map.of(Emotion.HAPPY, Arm.parse("One; Two; Three")), policy, "", Emotion.HAPPY, 4, 5);
    return settings(repertoire, dailyChanges);
  }

  private static MusicSettings settings(Repertoire repertoire, int dailyChanges) {
    return new MusicSettings(
        PlayerKind.SIMULATED,
        PlayerKind.SIMULATED,
        repertoire,
        Duration.ofSeconds(8),
        Duration.ofSeconds(60),
        ChangeAt.SONG_END,
        Duration.ofMinutes(10),
        dailyChanges,
        55,
        HouseRules.NONE);
  }

  @Test
  void aPlaylistThatAnotherExpressionWouldBringTooGoesOn() {
    var shared =
        Map.of(Emotion.SAD, Arm.parse("Calm"), Emotion.FEAR, Arm.parse("Calm; Devotional"));
    governor = governor(settings(new Repertoire(shared, Policy.MATCH, "", Emotion.HAPPY, 4, 5), 0));
    decide(felt(Emotion.SAD), 8, Playback.SILENT);
    time.passSeconds(61);
    assertHolds(decide(felt(Emotion.FEAR), 61, Playback.MID_SONG), Because.FITS);
    assertChanges(decide(felt(Emotion.HAPPY), 61, Playback.SONG_END), "Upbeat");
  }

  @Test
  void drawsAgainAtASongsEndOnceThePlaylistHasStayed() {
    governor = governor(several(Policy.MATCH, 0));
    decide(felt(Emotion.HAPPY), 8, Playback.SILENT);
    int changes = 0;
    for (int song = 0; song < 20; song++) {
      time.passSeconds(30);
      assertHolds(decide(felt(Emotion.HAPPY), 30, Playback.SONG_END), Because.FITS);
      time.passSeconds(25);
      assertHolds(decide(felt(Emotion.HAPPY), 60, Playback.MID_SONG), Because.FITS);
      time.passSeconds(10);
      changes +=
          decide(felt(Emotion.HAPPY), 70, Playback.SONG_END) instanceof Decision.Change ? 1 : 0;
    }
    assertThat(changes).isBetween(5, 20);
  }

  @Test
  void newDrawsKeepToTheDaysBudget() {
    governor = governor(several(Policy.MATCH, 3));
    decide(felt(Emotion.HAPPY), 8, Playback.SILENT);
    int changes = 0;
    for (int song = 0; song < 100; song++) {
      time.passSeconds(70);
      changes +=
          decide(felt(Emotion.HAPPY), 70, Playback.SONG_END) instanceof Decision.Change ? 1 : 0;
    }
    assertThat(changes).isEqualTo(3);
  }

  @Test
  void elevatingGoesOnAtEachSongsEndWhateverTheStay() {
    governor = governor(several(Policy.ELEVATE, 0));
    assertChanges(decide(felt(Emotion.SAD), 8, Playback.SILENT), "Calm");
    time.passSeconds(40);
    assertChanges(decide(felt(Emotion.SAD), 48, Playback.SONG_END), "Favourites");
    time.passSeconds(40);
    assertHolds(decide(felt(Emotion.SAD), 88, Playback.SONG_END), Because.FITS);
    time.passSeconds(40);
    assertThat(decide(felt(Emotion.SAD), 128, Playback.SONG_END))
        .isInstanceOfSatisfying(
            Decision.Change.class,
            change -> assertThat(change.playlist()).isIn("One", "Two", "Three"));
  }
}
