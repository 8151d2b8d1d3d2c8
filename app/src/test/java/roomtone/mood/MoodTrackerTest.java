package roomtone.mood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;

class MoodTrackerTest {
  private static final Duration FRAME = Duration.ofMillis(200);
  private static final MoodSettings SETTINGS = MoodSettings.DEFAULT;

  /** What a model's manifest might say. */
  private static final float UNSURE_BELOW = 0.44f;

  private final MoodTracker tracker = new MoodTracker(SETTINGS, UNSURE_BELOW);
  private long nanos = 1_000_000_000L;

  @Test
  void theRoomIsEmptyUntilSomebodyComes() {
    assertThat(frames(10)).isEqualTo(new Mood.EmptyRoom());
    assertThat(tracker.roomScores()).isEmpty();
  }

  @Test
  void anExpressionIsFeltOnceItHasHeldForTheDwell() {
    frames(5);
    Mood early = hold(SETTINGS.dwell().minus(FRAME), sure(1, Emotion.HAPPY));
    assertThat(early).isInstanceOf(Mood.EmptyRoom.class);
    Mood late = hold(FRAME.multipliedBy(3), sure(1, Emotion.HAPPY));
    assertThat(felt(late)).isEqualTo(Emotion.HAPPY);
    assertThat(late.people()).isEqualTo(1);
  }

  @Test
  void oneOddFrameChangesNothing() {
    hold(Duration.ofSeconds(5), sure(1, Emotion.HAPPY));
    assertThat(felt(frame(sure(1, Emotion.ANGRY)))).isEqualTo(Emotion.HAPPY);
    assertThat(felt(hold(Duration.ofSeconds(5), sure(1, Emotion.HAPPY)))).isEqualTo(Emotion.HAPPY);
  }

  @Test
  void aMoodThatSwitchesBackAndForthFasterThanTheDwellNeverFlickers() {
    hold(Duration.ofSeconds(5), sure(1, Emotion.NEUTRAL));
    int changes = 0;
    for (int i = 0; i < 100; i++) {
      Emotion shown = i % 6 < 3 ? Emotion.SAD : Emotion.NEUTRAL;
      changes += reading(List.of(sure(1, shown))).changed() ? 1 : 0;
    }
    assertThat(changes).isLessThanOrEqualTo(1);
  }

  @Test
  void everyVisitorCountsTheSameHoweverOftenSeen() {
    // One visitor is seen in every frame, two others in every third only.
    for (int i = 0; i < 60; i++) {
      List<VisitorReading> readings = new ArrayList<>();
      readings.add(sure(1, Emotion.ANGRY));
      if (i % 3 == 0) {
        readings.add(sure(2, Emotion.HAPPY));
        readings.add(sure(3, Emotion.HAPPY));
      }
      reading(readings);
    }
    EmotionScores room = tracker.roomScores().orElseThrow();
    assertThat(room.of(Emotion.HAPPY)).isCloseTo(0.910f, within(0.005f));
    assertThat(room.of(Emotion.ANGRY)).isCloseTo(0.066f, within(0.005f));
    assertThat(felt(frame(sure(1, Emotion.ANGRY)))).isEqualTo(Emotion.HAPPY);
  }

  @Test
  void twoWhoShowTheSameAreSurerThanOne() {
    Mood one = hold(Duration.ofSeconds(5), partly(1, Emotion.SAD, 0.6f));
    Mood two =
        hold(Duration.ofSeconds(5), partly(1, Emotion.SAD, 0.6f), partly(2, Emotion.SAD, 0.6f));
    assertThat(one.sureness()).isCloseTo(0.6f, within(0.01f));
    assertThat(two.sureness()).isGreaterThan(0.7f).isLessThan(0.9f);
  }

  @Test
  void twoOutvoteOneHoweverSureThatOneIs() {
    var certain = new VisitorReading(1, EmotionScores.of(new float[] {1, 0, 0, 0, 0, 0, 0}), 1);
    Mood mood =
        hold(
            Duration.ofSeconds(5),
            certain,
            partly(2, Emotion.HAPPY, 0.8f),
            partly(3, Emotion.HAPPY, 0.8f));
    assertThat(felt(mood)).isEqualTo(Emotion.HAPPY);
  }

  @Test
  void aRoomThatIsOfManyMindsIsUnsure() {
    Mood mood =
        hold(
            Duration.ofSeconds(5),
            sure(1, Emotion.ANGRY),
            sure(2, Emotion.HAPPY),
            sure(3, Emotion.SAD));
    assertThat(mood).isEqualTo(new Mood.Unsure(3));
  }

  @Test
  void aFeltMoodIsLeftOnlyBelowTheLowerThreshold() {
    hold(Duration.ofSeconds(5), sure(1, Emotion.HAPPY));
    float between = (SETTINGS.enter() + SETTINGS.leave()) / 2;
    assertThat(felt(hold(Duration.ofSeconds(30), partly(1, Emotion.HAPPY, between))))
        .isEqualTo(Emotion.HAPPY);
    float below = SETTINGS.leave() - 0.05f;
    assertThat(hold(Duration.ofSeconds(30), partly(1, Emotion.HAPPY, below)))
        .isEqualTo(new Mood.Unsure(1));
    assertThat(hold(Duration.ofSeconds(30), partly(1, Emotion.HAPPY, between)))
        .as("coming back needs the upper threshold")
        .isEqualTo(new Mood.Unsure(1));
  }

  @Test
  void aClearFaceCountsMoreThanABlurredOne() {
    VisitorReading clear = sure(1, Emotion.HAPPY);
    var blurred = new VisitorReading(1, sure(1, Emotion.SAD).scores(), 0.1f);
    hold(Duration.ofSeconds(5), clear);
    // As long as a clear face would need to change the room's mood.
    assertThat(felt(hold(SETTINGS.dwell().plus(SETTINGS.smoothing()), blurred)))
        .isEqualTo(Emotion.HAPPY);
    assertThat(felt(hold(SETTINGS.dwell().plus(SETTINGS.smoothing()), sure(1, Emotion.SAD))))
        .isEqualTo(Emotion.SAD);
  }

  @Test
  void afterABadStartAGoodReadingWinsAtOnce() {
    frame(new VisitorReading(1, sure(1, Emotion.SAD).scores(), 0.1f));
    frame(sure(1, Emotion.HAPPY));
    assertThat(tracker.roomScores().orElseThrow().top()).isEqualTo(Emotion.HAPPY);
  }

  @Test
  void aFaceThatCantBeReadCountsAsAPersonAndNotAsAGuess() {
    assertThat(hold(Duration.ofSeconds(5), VisitorReading.unreadable(1)))
        .isEqualTo(new Mood.Unsure(1));
    hold(Duration.ofSeconds(5), sure(1, Emotion.HAPPY));
    Duration stale = SETTINGS.forgetAfter().plus(SETTINGS.dwell()).plus(FRAME.multipliedBy(3));
    assertThat(hold(stale, VisitorReading.unreadable(1)))
        .as("what was read long ago says nothing about now")
        .isEqualTo(new Mood.Unsure(1));
  }

  @Test
  void aVisitorWhoIsHardToReadAbstains() {
    Mood mood =
        hold(
            Duration.ofSeconds(5),
            sure(1, Emotion.HAPPY),
            partly(2, Emotion.SAD, UNSURE_BELOW - 0.02f));
    assertThat(felt(mood)).isEqualTo(Emotion.HAPPY);
    assertThat(mood.sureness()).as("only the first counts").isCloseTo(0.94f, within(0.01f));
    assertThat(mood.people()).isEqualTo(2);
  }

  @Test
  void whoWasReadSurelyKeepsTheVoteUntilMuchLessSure() {
    hold(Duration.ofSeconds(5), sure(1, Emotion.HAPPY), sure(2, Emotion.HAPPY));
    Mood doubtful =
        hold(
            Duration.ofSeconds(5),
            partly(1, Emotion.HAPPY, UNSURE_BELOW - 0.15f),
            partly(2, Emotion.HAPPY, UNSURE_BELOW - 0.15f));
    assertThat(felt(doubtful)).isEqualTo(Emotion.HAPPY);
    Mood guessing =
        hold(
            Duration.ofSeconds(5),
            partly(1, Emotion.HAPPY, UNSURE_BELOW - 0.25f),
            partly(2, Emotion.HAPPY, UNSURE_BELOW - 0.25f));
    assertThat(guessing).isEqualTo(new Mood.Unsure(2));
  }

  @Test
  void whereMostVisitorsAreHardToReadSoIsTheRoom() {
    float hard = UNSURE_BELOW - 0.02f;
    Mood mood =
        hold(
            Duration.ofSeconds(5),
            sure(1, Emotion.HAPPY),
            partly(2, Emotion.HAPPY, hard),
            partly(3, Emotion.HAPPY, hard));
    assertThat(mood).isEqualTo(new Mood.Unsure(3));
  }

  @Test
  void aLoneVisitorBelowTheModelsThresholdIsNoMood() {
    assertThat(hold(Duration.ofSeconds(5), partly(1, Emotion.HAPPY, UNSURE_BELOW - 0.02f)))
        .isEqualTo(new Mood.Unsure(1));
  }

  @Test
  void whoeverTurnsAwayStillCountsForAWhileAndThenTheRoomIsEmpty() {
    hold(Duration.ofSeconds(5), sure(1, Emotion.HAPPY));
    assertThat(felt(hold(SETTINGS.forgetAfter().minus(FRAME)))).isEqualTo(Emotion.HAPPY);
    assertThat(hold(SETTINGS.dwell().plus(FRAME.multipliedBy(3)))).isEqualTo(new Mood.EmptyRoom());
  }

  @Test
  void aRescanLetsTheNextMoodCountAtOnce() {
    hold(Duration.ofSeconds(5), sure(1, Emotion.HAPPY));
    tracker.rescan();
    assertThat(felt(frame(sure(2, Emotion.SAD)))).isEqualTo(Emotion.SAD);
  }

  @Test
  void withoutPicturesTheRoomIsUnknownAtOnce() {
    hold(Duration.ofSeconds(5), sure(1, Emotion.HAPPY));
    nanos += FRAME.toNanos();
    MoodReading reading = tracker.blind(nanos, 0);
    assertThat(reading.mood()).isEqualTo(new Mood.Unsure(0));
    assertThat(reading.changed()).isTrue();
    assertThat(tracker.roomScores()).isEmpty();
    nanos += FRAME.toNanos();
    assertThat(tracker.blind(nanos, 0).changed()).isFalse();
    assertThat(felt(frame(sure(1, Emotion.HAPPY)))).isEqualTo(Emotion.HAPPY);
  }

  @Test
  void whoeverWasThereIsForgottenWhileTheCameraIsBlind() {
    hold(Duration.ofSeconds(4), sure(1, Emotion.HAPPY));
    for (int i = 0; i < 2; i++) {
      nanos += FRAME.toNanos();
      tracker.blind(nanos, 0);
    }
    assertThat(frame(sure(2, Emotion.SAD)).people()).isEqualTo(1);
  }

  @Test
  void halfOfTheVisitorsAreEnoughToJudgeTheRoom() {
    Mood mood = hold(Duration.ofSeconds(4), sure(1, Emotion.HAPPY), VisitorReading.unreadable(2));
    assertThat(felt(mood)).isEqualTo(Emotion.HAPPY);
    mood =
        hold(
            Duration.ofSeconds(4),
            sure(1, Emotion.HAPPY),
            VisitorReading.unreadable(2),
            VisitorReading.unreadable(3));
    assertThat(mood).isEqualTo(new Mood.Unsure(3));
  }

  @Test
  void aReadingSaysSinceWhenItsMoodHolds() {
    frames(5);
    hold(Duration.ofSeconds(4), sure(1, Emotion.HAPPY));
    MoodReading first = reading(List.of(sure(1, Emotion.HAPPY)));
    MoodReading later = reading(List.of(sure(1, Emotion.HAPPY)));
    assertThat(later.sinceNanos()).isEqualTo(first.sinceNanos());
    assertThat(later.nanos() - later.sinceNanos()).isGreaterThan(FRAME.toNanos());
  }

  private Mood frames(int count) {
    Mood mood = new Mood.EmptyRoom();
    for (int i = 0; i < count; i++) {
      mood = frame();
    }
    return mood;
  }

  private Mood hold(Duration time, VisitorReading... readings) {
    Mood mood = frame(readings);
    for (long i = 1; i < time.dividedBy(FRAME); i++) {
      mood = frame(readings);
    }
    return mood;
  }

  private Mood frame(VisitorReading... readings) {
    return reading(List.of(readings)).mood();
  }

  private MoodReading reading(List<VisitorReading> readings) {
    nanos += FRAME.toNanos();
    return tracker.update(nanos, nanos / 1_000_000, readings);
  }

  private static Emotion felt(Mood mood) {
    assertThat(mood).isInstanceOf(Mood.Felt.class);
    return ((Mood.Felt) mood).emotion();
  }

  private static VisitorReading sure(int visitor, Emotion emotion) {
    return partly(visitor, emotion, 0.94f);
  }

  /** The rest is spread evenly over the other six. */
  private static VisitorReading partly(int visitor, Emotion emotion, float probability) {
    float[] probabilities = new float[7];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = i == emotion.index() ? probability : (1 - probability) / 6;
    }
    return new VisitorReading(visitor, EmotionScores.of(probabilities), 1);
  }
}
