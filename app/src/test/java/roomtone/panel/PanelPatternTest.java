package roomtone.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelPatternTest {
  @Test
  void aPatternIsReadFromText() {
    assertThat(PanelPattern.parse(Sign.SAD, "blue 50% 1200 300"))
        .isEqualTo(
            new PanelPattern(
                "sad",
                PanelPattern.Colour.BLUE,
                0.5,
                new Rhythm("on and off for 1200 300 ms", List.of(1200, 300))));
    assertThat(PanelPattern.parse(Sign.SAD, " Magenta  steady "))
        .isEqualTo(new PanelPattern("sad", PanelPattern.Colour.MAGENTA, 1, Rhythm.steady()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "blue",
        "steady",
        "pink steady",
        "blue 0% steady",
        "blue 101% steady",
        "blue 100",
        "blue 100 200 300",
        "blue 19 200",
        "blue 100 60001",
        "blue -100 200",
        "blue steady 100 200",
        "blue 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20"
      })
  void whatIsNoPatternIsRefusedWithWhatIsWanted(String text) {
    assertThatThrownBy(() -> PanelPattern.parse(Sign.CAMERA_OFF, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("patterns.camera-off is \"" + text + "\", not a colour (red,");
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
}
