package roomtone.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.emotion.Emotion;
import roomtone.history.HistorySettings;
import roomtone.history.MoodLog;
import roomtone.history.VerdictEvent;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;
import roomtone.system.Faults;
import roomtone.web.ActionResult;
import roomtone.web.StatusSnapshot.Agreement;

/** What people say of the mood: counted, bounded, kept over a restart. */
class VerdictsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
  private static final LocalDateTime LOCAL = LocalDateTime.ofInstant(NOW, ZoneOffset.UTC);

  @TempDir Path folder;
  private HistorySettings settings;

  @BeforeEach
  void inAFolder() {
    settings = HistorySettings.defaults(folder.resolve("roomtone.db"));
  }

  @Test
  void everyVerdictIsLoggedWithTheMoodAndWithoutAnybody() throws Exception {
    try (MoodLog log = open()) {
      var verdicts = new Verdicts(log, LOCAL);
      verdicts.onMood(looks(Emotion.HAPPY, 2, 1));
      assertThat(verdicts.add(true, Optional.empty())).isEqualTo(new ActionResult.Done());
      assertThat(verdicts.add(false, Optional.of(Emotion.SAD))).isEqualTo(new ActionResult.Done());
      assertThat(verdicts.agreement()).isEqualTo(new Agreement(1, 1));
      assertThat(log.between(NOW.minusSeconds(1), NOW.plusSeconds(1)).verdicts())
          .containsExactly(
              new VerdictEvent(NOW, "happy", true, ""),
              new VerdictEvent(NOW, "happy", false, "sad"));
    }
    try (MoodLog log = open()) {
      assertThat(new Verdicts(log, LOCAL).agreement()).isEqualTo(new Agreement(1, 1));
    }
  }

  @Test
  void nobodyOutvotesTheRoom() throws Exception {
    try (MoodLog log = open()) {
      var verdicts = new Verdicts(log, LOCAL);
      verdicts.onMood(looks(Emotion.HAPPY, 1, 1));
      verdicts.add(false, Optional.empty());
      verdicts.add(false, Optional.empty());
      assertThat(verdicts.add(false, Optional.empty())).isInstanceOf(ActionResult.Refused.class);
      verdicts.onMood(looks(Emotion.SAD, 1, 2));
      assertThat(verdicts.add(false, Optional.empty())).isEqualTo(new ActionResult.Done());
      assertThat(verdicts.agreement()).isEqualTo(new Agreement(0, 3));
    }
  }

  @Test
  void whereThereIsNoMoodThereIsNothingToJudge() throws Exception {
    try (MoodLog log = open()) {
      var verdicts = new Verdicts(log, LOCAL);
      assertThat(verdicts.add(true, Optional.empty())).isInstanceOf(ActionResult.Refused.class);
      verdicts.onMood(new MoodReading(new Mood.Unsure(3), 5, 9, NOW.toEpochMilli(), true));
      assertThat(verdicts.add(true, Optional.empty())).isInstanceOf(ActionResult.Refused.class);
      assertThat(verdicts.agreement().all()).isZero();
    }
  }

  private MoodLog open() {
    return MoodLog.open(settings, new Faults(() -> NOW), () -> NOW);
  }

  private static MoodReading looks(Emotion emotion, int people, long since) {
    return new MoodReading(
        new Mood.Felt(emotion, 0.7f, people), since, 9, NOW.toEpochMilli(), true);
  }
}
