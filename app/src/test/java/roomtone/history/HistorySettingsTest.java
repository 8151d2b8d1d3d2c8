package roomtone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HistorySettingsTest {
  private static final Path FILE = Path.of("roomtone.db");
  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

  @Test
  void defaults() {
    assertThat(HistorySettings.defaults(FILE))
        .isEqualTo(new HistorySettings(FILE, 90, HALF_MINUTE, 200, 10_000, 1));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new HistorySettings(FILE, 0, HALF_MINUTE, 200, 10_000, 1))
        .hasMessage("retentionDays is 0, not 1 to 3,650");
    assertThatThrownBy(() -> new HistorySettings(FILE, 1, Duration.ZERO, 200, 10_000, 1))
        .hasMessage("batchInterval is PT0S, not 1 second to 1 hour");
    assertThatThrownBy(() -> new HistorySettings(FILE, 1, HALF_MINUTE, 0, 10_000, 1))
        .hasMessageContaining("batchSize");
    assertThatThrownBy(() -> new HistorySettings(FILE, 1, HALF_MINUTE, 1, 0, 1))
        .hasMessageContaining("queueBound");
    assertThatThrownBy(() -> new HistorySettings(FILE, 1, HALF_MINUTE, 1, 1, 0))
        .hasMessageContaining("minimumVisitors");
  }
}
