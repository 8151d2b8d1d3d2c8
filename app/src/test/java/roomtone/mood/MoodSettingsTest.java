package roomtone.mood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoodSettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration NEGATIVE = Duration.ofMillis(-1);

  @ParameterizedTest(name = "enter {0}, leave {1}")
  @CsvSource({"0.3, 0.4", "0.4, -0.1", "1.1, 0.4", "NaN, 0.3", "0.4, NaN"})
  void aMoodThatIsLeftBeforeItIsEnteredIsRefused(float enter, float leave) {
    assertThatThrownBy(() -> new MoodSettings(SECOND, enter, leave, SECOND, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from " + enter)
        .hasMessageContaining("below " + leave);
  }

  @ParameterizedTest(name = "enter {0}, leave {1}")
  @CsvSource({"0, 0", "1, 1", "0.4, 0.4", "1, 0"})
  void theEndsOfTheRangeAreAllowed(float enter, float leave) {
    assertThat(new MoodSettings(Duration.ZERO, enter, leave, Duration.ZERO, Duration.ZERO).enter())
        .isEqualTo(enter);
  }

  @Test
  void noTimeIsNegative() {
    assertThatThrownBy(() -> new MoodSettings(NEGATIVE, 0.4f, 0.3f, SECOND, SECOND))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> new MoodSettings(SECOND, 0.4f, 0.3f, NEGATIVE, SECOND))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> new MoodSettings(SECOND, 0.4f, 0.3f, SECOND, NEGATIVE))
        .hasMessageContaining("negative");
  }
}
