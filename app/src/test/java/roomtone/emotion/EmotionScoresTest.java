package roomtone.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EmotionScoresTest {
  @Test
  void theLikeliestExpressionIsTheAnswer() {
    var scores = EmotionScores.of(0.1f, 0, 0, 0.6f, 0.1f, 0.1f, 0.1f);
    assertThat(scores.top()).isEqualTo(Emotion.HAPPY);
    assertThat(scores.confidence()).isEqualTo(0.6f);
    assertThat(scores.of(Emotion.ANGRY)).isEqualTo(0.1f);
  }

  @Test
  void refusesWhatAreNoProbabilities() {
    assertThatIllegalArgumentException().isThrownBy(() -> EmotionScores.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmotionScores.of(1, 1, 0, 0, 0, 0, 0))
        .withMessageContaining("sum");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmotionScores.of(Float.NaN, 0, 0, 0, 0, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmotionScores.of(-0.5f, 0.5f, 0, 0, 0, 0, 1));
  }

  @Test
  void theOrderIsThatOfFer2013() {
    Emotion[] order = Emotion.values();
    for (int i = 0; i < order.length; i++) {
      assertThat(order[i].index()).isEqualTo(i);
    }
    assertThat(order[0]).isEqualTo(Emotion.ANGRY);
    assertThat(order[6]).isEqualTo(Emotion.NEUTRAL);
  }
}
