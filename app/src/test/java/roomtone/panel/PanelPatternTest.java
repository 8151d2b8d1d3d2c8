package roomtone.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;

class PanelPatternTest {
  @Test
  void eachPatternHasItsOwnRhythmAndWord() {
    List<PanelPattern> patterns =
        new ArrayList<>(
            List.of(
                PanelPattern.fault(),
                PanelPattern.cameraOff(),
                PanelPattern.starting(),
                PanelPattern.of(new Mood.EmptyRoom()),
                PanelPattern.of(new Mood.Unsure(1))));
    for (Emotion emotion : Emotion.values()) {
      patterns.add(PanelPattern.of(new Mood.Felt(emotion, 0.9f, 1)));
    }
    assertThat(patterns).extracting(pattern -> pattern.rhythm().millis()).doesNotHaveDuplicates();
    assertThat(patterns).extracting(PanelPattern::word).doesNotHaveDuplicates();
  }

  @Test
  void theNumbersBesideAMoodDoNotChangeThePattern() {
    assertThat(PanelPattern.of(new Mood.Felt(Emotion.HAPPY, 0.9f, 1)))
        .isSameAs(PanelPattern.of(new Mood.Felt(Emotion.HAPPY, 0.5f, 4)));
  }

  @Test
  void aRhythmGoesRoundAndRound() {
    Rhythm rhythm = Rhythm.of("test", 100, 200, 300, 400);
    assertThat(lit(rhythm, 0, 99, 100, 299, 300, 599, 600, 999, 1_000, 1_100, 12_350))
        .containsExactly(true, true, false, false, true, true, false, false, true, false, true);
    assertThat(rhythm.untilChange(Duration.ofMillis(30))).isEqualTo(Duration.ofMillis(70));
    assertThat(rhythm.untilChange(Duration.ofMillis(1_650))).isEqualTo(Duration.ofMillis(350));
    assertThat(rhythm.untilChange(Duration.ofMillis(2_000))).isEqualTo(Duration.ofMillis(100));
    assertThat(lit(Rhythm.steady(), 0, 123_456)).containsExactly(true, true);
  }

  @Test
  void aRhythmWithoutOffIsRefused() {
    assertThatThrownBy(() -> Rhythm.of("test", 100)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rhythm.of("test", 100, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Boolean> lit(Rhythm rhythm, int... millis) {
    List<Boolean> lit = new ArrayList<>();
    for (int at : millis) {
      lit.add(rhythm.isLit(Duration.ofMillis(at)));
    }
    return lit;
  }

  @Test
  void theTestShowsEveryColour() {
    assertThat(
            LongStream.range(0, 7)
                .mapToObj(turn -> PanelPattern.test(turn * 2_000_000_000L - 5).colour()))
        .containsExactlyInAnyOrder(PanelPattern.Colour.values());
  }
}
