package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final LocalTime EVENING = LocalTime.of(20, 0);
  private static final LocalTime NIGHT = LocalTime.of(23, 0);

  private static HouseRules rules(int loudest, int quiet) {
    return new HouseRules(
        loudest, Optional.of(QuietHours.parse("22:00-07:00", quiet)), true, Duration.ZERO);
  }

  @Test
  void theQuietHoursAreQuieterAndNeverLouder() {
    assertThat(rules(80, 20).loudestAt(EVENING)).isEqualTo(80);
    assertThat(rules(80, 20).loudestAt(NIGHT)).isEqualTo(20);
    assertThat(rules(10, 20).loudestAt(NIGHT)).isEqualTo(10);
    assertThat(rules(80, 0).loudestAt(NIGHT)).isZero();
    assertThat(HouseRules.NONE.loudestAt(NIGHT)).isEqualTo(100);
  }

  @Test
  void theQuietHoursBeginWithTheirFirstMinuteAndEndBeforeTheirLast() {
    HouseRules rules = rules(80, 20);
    assertThat(rules.loudestAt(LocalTime.of(22, 0))).isEqualTo(20);
    assertThat(rules.loudestAt(LocalTime.of(21, 59))).isEqualTo(80);
    assertThat(rules.loudestAt(LocalTime.of(6, 59))).isEqualTo(20);
    assertThat(rules.loudestAt(LocalTime.of(7, 0))).isEqualTo(80);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (int loudest : new int[] {0, 101}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> rules(loudest, 10))
          .withMessageContaining("not " + loudest);
    }
    for (Duration window :
        new Duration[] {Duration.ofMillis(-1), Duration.ofHours(24).plusMillis(1)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new HouseRules(50, Optional.empty(), true, window))
          .withMessageContaining("0 to 24 h");
    }
    assertThat(new HouseRules(1, Optional.empty(), true, Duration.ofHours(24)).loudest())
        .isEqualTo(1);
    assertThat(rules(100, 100).loudest()).isEqualTo(100);
  }
}
