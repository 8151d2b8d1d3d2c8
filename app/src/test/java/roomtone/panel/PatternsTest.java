package roomtone.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;

class PatternsTest {
  private static final Patterns STANDARD = Patterns.standard();

  @Test
  void eachSignHasItsOwnRhythmAndWord() {
    assertThat(STANDARD.all()).containsOnlyKeys(Sign.values());
    assertThat(STANDARD.all().values())
        .extracting(pattern -> pattern.rhythm().millis())
        .doesNotHaveDuplicates();
    assertThat(Arrays.stream(Sign.values()).map(Sign::word)).doesNotHaveDuplicates();
    assertThat(STANDARD.of(Sign.CAMERA_OFF).rhythm().description()).isEqualTo("long, short");
  }

  @Test
  void twoSignsThatBlinkAlikeAreRefusedWhateverTheirColour() {
    assertThatThrownBy(() -> Patterns.parse(Map.of(Sign.FAULT, "white 1200 300 300 1200")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "patterns has the same rhythm for camera-off and fault: they could not be told apart without colour");
  }

  @Test
  void eachExpressionHasItsOwnSign() {
    assertThat(Arrays.stream(Emotion.values()).map(PatternsTest::felt))
        .extracting(PanelPattern::word)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Emotion.values()).map(Emotion::adjective).toList());
    assertThat(STANDARD.of(new Mood.EmptyRoom())).isEqualTo(STANDARD.of(Sign.EMPTY));
    assertThat(STANDARD.of(new Mood.Unsure(2))).isEqualTo(STANDARD.of(Sign.UNSURE));
  }

  @Test
  void theNumbersBesideAMoodDoNotChangeThePattern() {
    assertThat(STANDARD.of(new Mood.Felt(Emotion.HAPPY, 0.9f, 1)))
        .isSameAs(STANDARD.of(new Mood.Felt(Emotion.HAPPY, 0.5f, 4)));
  }

  @Test
  void theTestShowsEveryColour() {
    assertThat(
            LongStream.range(0, 7)
                .mapToObj(turn -> Patterns.test(turn * 2_000_000_000L - 5).colour()))
        .containsExactlyInAnyOrder(PanelPattern.Colour.values());
  }

  private static PanelPattern felt(Emotion emotion) {
    return STANDARD.of(new Mood.Felt(emotion, 0.9f, 1));
  }
}
