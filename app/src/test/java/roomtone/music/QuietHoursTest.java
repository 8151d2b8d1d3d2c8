package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  @ParameterizedTest
  @CsvSource({
    "22:00-07:00, 23:59, true",
    "22:00-07:00, 00:00, true",
    "22:00-07:00, 06:59, true",
    "22:00-07:00, 07:00, false",
    "22:00-07:00, 21:59, false",
    "13:00-15:00, 13:00, true",
    "13:00-15:00, 15:00, false"
  })
  void mayReachOverMidnight(String hours, String time, boolean quiet) {
    assertThat(QuietHours.parse(hours, 10).contains(LocalTime.parse(time))).isEqualTo(quiet);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> QuietHours.parse("25:00-07:00", 10));
    assertThatIllegalArgumentException().isThrownBy(() -> QuietHours.parse("late", 10));
    assertThatIllegalArgumentException().isThrownBy(() -> QuietHours.parse("22:00-07:00", 101));
  }
}
