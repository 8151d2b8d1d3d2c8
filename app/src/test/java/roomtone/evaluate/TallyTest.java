package roomtone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void accuracyHasWilsonsInterval() {
    // 81 of 263, Newcombe (1998), table I: 0.2553 to 0.3662.
    Share share = Share.of(81, 263);
    assertThat(share.value()).isCloseTo(0.3080, within(1e-4));
    assertThat(share.low()).isCloseTo(0.2553, within(1e-4));
    assertThat(share.high()).isCloseTo(0.3662, within(1e-4));
  }

  @Test
  void recallPrecisionAndF1ComeFromTheConfusion() {
    add(Emotion.HAPPY, Emotion.HAPPY, 0.9f, 3);
    add(Emotion.HAPPY, Emotion.SAD, 0.9f, 1);
    add(Emotion.SAD, Emotion.SAD, 0.9f, 1);
    assertThat(tally.accuracy().value()).isEqualTo(0.8);
    assertThat(tally.recall())
        .hasEntrySatisfying(Emotion.HAPPY, share -> assertThat(share.value()).isEqualTo(0.75));
    assertThat(tally.precision())
        .hasEntrySatisfying(Emotion.SAD, share -> assertThat(share.value()).isEqualTo(0.5));
    assertThat(tally.macroF1()).isCloseTo((6.0 / 7 + 2.0 / 3) / 2, within(1e-9));
    assertThat(tally.confused(Emotion.HAPPY, Emotion.SAD)).isEqualTo(1);
  }

  @Test
  void whatDoesNotOccurHasNoFigureOfItsOwn() {
    add(Emotion.HAPPY, Emotion.HAPPY, 0.9f, 1);
    add(Emotion.SAD, Emotion.FEAR, 0.9f, 1);
    assertThat(tally.recall()).containsOnlyKeys(Emotion.HAPPY, Emotion.SAD);
    assertThat(tally.precision()).containsOnlyKeys(Emotion.HAPPY, Emotion.FEAR);
    assertThat(tally.macroF1()).isEqualTo(0.5);
  }

  @Test
  void theUnsureAreTakenOut() {
    add(Emotion.HAPPY, Emotion.HAPPY, 0.9f, 3);
    add(Emotion.SAD, Emotion.HAPPY, 0.5f, 1);
    assertThat(tally.sure(0.6).value()).isEqualTo(0.75);
    assertThat(tally.accuracyOfSure(0.6).value()).isEqualTo(1);
  }

  @Test
  void calibrationErrorIsTheGapBetweenClaimAndTruth() {
    add(Emotion.HAPPY, Emotion.HAPPY, 0.9f, 5);
    add(Emotion.SAD, Emotion.HAPPY, 0.9f, 5);
    assertThat(tally.expectedCalibrationError()).isCloseTo(0.4, within(1e-6));
  }

  @Test
  void theSurestAnswersAreKeptFirst() {
    add(Emotion.HAPPY, Emotion.HAPPY, 0.9f, 8);
    add(Emotion.SAD, Emotion.HAPPY, 0.5f, 2);
    assertThat(tally.accuracyAtCoverage(0.8)).isEqualTo(1);
    assertThat(tally.accuracyAtCoverage(1)).isEqualTo(0.8);
  }

  @Test
  void whatNoAnswerCanMatchCountsAsWrong() {
    add(Emotion.HAPPY, Emotion.HAPPY, 0.9f, 1);
    tally.add(Optional.empty(), EmotionScores.of(1, 0, 0, 0, 0, 0, 0));
    assertThat(tally.count()).isEqualTo(2);
    assertThat(tally.accuracy().value()).isEqualTo(0.5);
  }

  private void add(Emotion truth, Emotion answer, float confidence, int times) {
    float[] probabilities = new float[7];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = i == answer.index() ? confidence : (1 - confidence) / 6;
    }
    for (int i = 0; i < times; i++) {
      tally.add(Optional.of(truth), EmotionScores.of(probabilities));
    }
  }
}
