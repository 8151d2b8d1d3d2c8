package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;

class TasteTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  /** What people told, as a test tells it. */
  private static final class Notes implements TasteNotes {
    final Map<Emotion, String> pins = new EnumMap<>(Emotion.class);
    Instant reset = Instant.MIN;

    @Override
    public Map<Emotion, String> pins() {
      return pins;
    }

    @Override
    public Instant reset() {
      return reset;
    }
  }

  private final Notes notes = new Notes();

  private static Repertoire repertoire(Policy policy, String language) {
    return new Repertoire(
        Map.of(
            Emotion.HAPPY,
            Arm.parse("Upbeat; Tollywood [telugu]; Filmi [hindi]; Slow rise [elevate]"),
            Emotion.SAD,
            Arm.parse("Calm")),
        policy,
        language,
        Emotion.HAPPY,
        4,
        42);
  }

  private static List<String> names(List<Arm> arms) {
    return arms.stream().map(Arm::playlist).toList();
  }

  private Estimate estimateOf(Taste taste, String playlist) {
    return taste.known().stream()
        .filter(known -> known.arm().playlist().equals(playlist))
        .findFirst()
        .orElseThrow()
        .estimate();
  }

  @Test
  void tagsChooseByPolicyAndLanguage() {
    assertThat(names(repertoire(Policy.MATCH, "").candidates(Emotion.HAPPY, 0)))
        .containsExactly("Upbeat", "Tollywood", "Filmi");
    assertThat(names(repertoire(Policy.MATCH, "Telugu").candidates(Emotion.HAPPY, 0)))
        .containsExactly("Tollywood");
    assertThat(names(repertoire(Policy.MATCH, "tamil").candidates(Emotion.HAPPY, 0)))
        .containsExactly("Upbeat");
    assertThat(names(repertoire(Policy.MATCH, "hindi").candidates(Emotion.SAD, 0)))
        .containsExactly("Calm");
  }

  @Test
  void elevatingStepsFromTheMoodToItsTarget() {
    Repertoire repertoire = repertoire(Policy.ELEVATE, "");
    assertThat(IntStream.range(0, 5).mapToObj(step -> repertoire.regionAt(Emotion.SAD, step)))
        .containsExactly(
            Emotion.SAD, Emotion.NEUTRAL, Emotion.NEUTRAL, Emotion.HAPPY, Emotion.HAPPY);
    assertThat(names(repertoire.candidates(Emotion.SAD, 3))).contains("Slow rise");
  }

  @Test
  void moreThanFivePlaylistsForOnePolicyAndLanguageAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Repertoire(
                Map.of(Emotion.SAD, Arm.parse("1; 2; 3; 4; 5; 6")),
                Policy.MATCH,
                "",
                Emotion.HAPPY,
                4,
                0))
        .withMessageContaining("playlists.sad must name at most 5");
  }

  @Test
  void theSameSeedDrawsTheSameEvening() {
    Taste one = new Taste(repertoire(Policy.MATCH, ""), notes);
    Taste other = new Taste(repertoire(Policy.MATCH, ""), notes);
    List<Pick> evening = IntStream.range(0, 30).mapToObj(_ -> one.pick(Emotion.HAPPY, 0)).toList();
    assertThat(IntStream.range(0, 30).mapToObj(_ -> other.pick(Emotion.HAPPY, 0)).toList())
        .isEqualTo(evening);
    assertThat(evening.stream().map(pick -> pick.arm().playlist())).contains("Upbeat", "Filmi");
    Pick third = evening.get(2);
    assertThat(other.pick(Emotion.HAPPY, 0, third.seed()).arm()).isEqualTo(third.arm());
  }

  @Test
  void skipsTeachAndTheIntervalNarrows() {
    Taste taste = new Taste(repertoire(Policy.MATCH, ""), notes);
    Estimate before = estimateOf(taste, "Filmi");
    for (int song = 0; song < 40; song++) {
      Instant began = NOW.plusSeconds(300L * song);
      taste.ear().played(began, Emotion.HAPPY, "Filmi");
      taste.ear().skipped(began.plusSeconds(5), "Filmi", 5000);
    }
    Estimate after = estimateOf(taste, "Filmi");
    assertThat(after.mean()).isLessThan(0.1);
    assertThat(after.plays()).isEqualTo(40);
    assertThat(after.high() - after.low()).isLessThan((before.high() - before.low()) / 3);
    assertThat(after.low()).isLessThan(after.mean());
    assertThat(
            IntStream.range(0, 50)
                .filter(_ -> taste.pick(Emotion.HAPPY, 0).arm().playlist().equals("Filmi"))
                .count())
        .isLessThan(3);
  }

  @Test
  void whatSaysNothingIsNotCounted() {
    Taste taste = new Taste(repertoire(Policy.MATCH, ""), notes);
    Ear ear = taste.ear();
    ear.played(NOW, Emotion.HAPPY, "Upbeat");
    ear.skipped(NOW.plusSeconds(60), "Upbeat", 60_000);
    assertThat(estimateOf(taste, "Upbeat").plays()).isEqualTo(1);
    ear.played(NOW.plusSeconds(61), Emotion.HAPPY, "Upbeat");
    ear.skipped(NOW.plusSeconds(65), "Upbeat", 4_000);
    ear.played(NOW.plusSeconds(66), Emotion.HAPPY, "Upbeat");
    ear.emptied();
    ear.played(NOW.plusSeconds(300), Emotion.HAPPY, "Upbeat");
    ear.played(NOW.plusSeconds(320), Emotion.HAPPY, "Filmi");
    ear.played(NOW.plusSeconds(7200), Emotion.HAPPY, "Filmi");
    assertThat(estimateOf(taste, "Upbeat").plays()).isEqualTo(1);
    assertThat(estimateOf(taste, "Filmi").plays()).isZero();
    ear.played(NOW.plusSeconds(7400), Emotion.HAPPY, "Filmi");
    assertThat(estimateOf(taste, "Filmi").mean())
        .isCloseTo(Estimate.PRIOR.after(1, 0.995).mean(), within(1e-9));
  }

  @Test
  void aPinWinsAndAResetForgets() {
    Taste taste = new Taste(repertoire(Policy.MATCH, ""), notes);
    taste.ear().played(NOW, Emotion.HAPPY, "Upbeat");
    taste.ear().skipped(NOW.plusSeconds(5), "Upbeat", 5000);
    notes.pins.put(Emotion.HAPPY, "Filmi");
    Pick pinned = taste.pick(Emotion.HAPPY, 0);
    assertThat(pinned.arm().playlist()).isEqualTo("Filmi");
    assertThat(pinned.pinned()).isTrue();
    notes.reset = NOW.plusSeconds(60);
    assertThat(estimateOf(taste, "Upbeat")).isEqualTo(Estimate.PRIOR);
  }

  @Test
  void aPlaylistThatOnlyHasAPolicysTagIsOfEveryLanguage() {
    Repertoire tamil = repertoire(Policy.ELEVATE, "tamil");
    assertThat(names(tamil.candidates(Emotion.HAPPY, 3))).containsExactly("Upbeat", "Slow rise");
  }

  @ParameterizedTest
  @CsvSource({
    "Upbeat, 45000, true",
    "Upbeat, 44999, false",
    "Upbeat, 1800000, true",
    "Upbeat, 1800001, false",
    "Filmi, 90000, true",
    "Filmi, 89999, false"
  })
  void howLongASongPlayedBeforeTheNextDecidesWhetherItCounts(
      String next, long millis, boolean counts) {
    Taste taste = new Taste(repertoire(Policy.MATCH, ""), notes);
    taste.ear().played(NOW, Emotion.HAPPY, "Upbeat");
    taste.ear().played(NOW.plusMillis(millis), Emotion.HAPPY, next);
    assertThat(estimateOf(taste, "Upbeat").plays()).isEqualTo(counts ? 1 : 0);
  }

  @Test
  void aLateSkipCountsAHalfAndASearchNothing() {
    Taste taste = new Taste(repertoire(Policy.MATCH, ""), notes);
    taste.ear().played(NOW, Emotion.HAPPY, "Upbeat");
    taste.ear().skipped(NOW.plusSeconds(30), "Upbeat", 30_000);
    assertThat(estimateOf(taste, "Upbeat")).isEqualTo(Estimate.PRIOR.after(0.5, 0.995));
    taste.ear().played(NOW.plusSeconds(31), Emotion.HAPPY, "Filmi");
    taste.ear().skipped(NOW.plusMillis(39_999), "Filmi", 8_999);
    assertThat(estimateOf(taste, "Filmi").plays()).isZero();
    taste.ear().played(NOW.plusSeconds(41), Emotion.HAPPY, "Filmi");
    taste.ear().skipped(NOW.plusMillis(49_999), "Filmi", 8_999);
    assertThat(estimateOf(taste, "Filmi").plays()).isEqualTo(1);
  }

  @Test
  void whatIsLearntAfterAResetStays() {
    Taste taste = new Taste(repertoire(Policy.MATCH, ""), notes);
    taste.ear().played(NOW, Emotion.HAPPY, "Upbeat");
    taste.ear().skipped(NOW.plusSeconds(5), "Upbeat", 5000);
    notes.reset = NOW.plusSeconds(60);
    notes.pins.put(Emotion.HAPPY, "Upbeat");
    assertThat(taste.pick(Emotion.HAPPY, 0).estimate()).isEqualTo(Estimate.PRIOR);
    taste.ear().played(NOW.plusSeconds(100), Emotion.HAPPY, "Upbeat");
    taste.ear().skipped(NOW.plusSeconds(105), "Upbeat", 5000);
    assertThat(estimateOf(taste, "Upbeat").plays()).isEqualTo(1);
    assertThat(estimateOf(taste, "Upbeat").plays()).isEqualTo(1);
  }

  @Test
  void itHearsSongsOnlyWhileTheRoomShowsAnExpression() {
    Taste taste = new Taste(repertoire(Policy.MATCH, ""), notes);
    Time time = new Time();
    var listener = new TasteListener(taste, time);
    Song song = new Song("1", "One", "Somebody", Duration.ofMinutes(3));
    listener.onSongStarted("Upbeat", song, Time.felt(Emotion.HAPPY));
    time.passSeconds(60);
    listener.onSkip("Upbeat", song, new Mood.Unsure(1), 5_000);
    assertThat(estimateOf(taste, "Upbeat").plays()).isEqualTo(1);
    time.passSeconds(60);
    listener.onSongStarted("Upbeat", song, new Mood.Unsure(1));
    time.passSeconds(60);
    listener.onSkip("Upbeat", song, Time.felt(Emotion.HAPPY), 5_000);
    time.passSeconds(60);
    listener.onSongStarted("Upbeat", song, Time.felt(Emotion.HAPPY));
    time.passSeconds(60);
    listener.onSkip("Upbeat", song, new Mood.EmptyRoom(), 5_000);
    assertThat(estimateOf(taste, "Upbeat").plays()).isEqualTo(1);
  }

  @Test
  @Tag("thorough")
  void threeHundredSongsTeachMostOfWhatThereIsToLearn() {
    Simulation.Result result = Simulation.run(300, 100, 1);
    assertThat(result.best()).isEqualTo(0.80);
    assertThat(result.uniform()).isCloseTo(0.54, within(1e-9));
    assertThat(result.meanReward()).isGreaterThanOrEqualTo(0.70);
    assertThat(result.mostChangesADay()).isLessThanOrEqualTo(Simulation.CHANGES_A_DAY);
    assertThat(Simulation.run(300, 5, 1)).isEqualTo(Simulation.run(300, 5, 1));
  }
}
