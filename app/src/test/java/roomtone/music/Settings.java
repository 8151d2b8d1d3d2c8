package roomtone.music;

import java.time.Duration;
import java.util.Map;

/** Music settings for tests: dwell 8 s, stay 60 s, pause after 10 min; no daily limit. */
final class Settings {
  private Settings() {}

  static MusicSettings with(ChangeAt changeAt, int dailyChanges) {
    return new MusicSettings(
        PlayerKind.SIMULATED,
        Map.of(),
        Duration.ofSeconds(8),
        Duration.ofSeconds(60),
        changeAt,
        Duration.ofMinutes(10),
        dailyChanges,
        55);
  }
}
