package roomtone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.system.Fault;

class MoodLogTest {
  private static final Mood HAPPY = new Mood.Felt(Emotion.HAPPY, 0.8f, 2);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("state/roomtone.db");
  }

  @Test
  void keepsMoodsPlaysActionsAndFaults() throws Exception {
    MovedClock clock = new MovedClock();
    try (TestLog test = new TestLog(TestLog.settings(file), clock)) {
      test.mood(HAPPY);
      test.log.onSongStarted("sunny", TestLog.song("One"), HAPPY);
      clock.advance(Duration.ofSeconds(4));
      test.mood(HAPPY);
      test.log.onSkip("sunny", TestLog.song("One"), HAPPY, 4_000);
      test.log.action(ActionEvent.Kind.RESCAN);
      test.log.fault(new Fault("camera", "No frame.", clock.instant()), true);
      clock.advance(Duration.ofSeconds(1));
      test.log.fault(new Fault("camera", "No frame.", MovedClock.START), false);
      test.mood(TestLog.EMPTY);
    }
    History history = new StoredHistory(file).between(Instant.EPOCH, Instant.MAX);

    Instant start = MovedClock.START;
    assertThat(history.moods()).hasSize(2);
    assertThat(history.moods().getFirst())
        .satisfies(interval -> {
          assertThat(interval.from()).isEqualTo(start);
          assertThat(interval.to()).isEqualTo(start.plusSeconds(5));
          assertThat(interval.mood()).isEqualTo("happy");
          assertThat(interval.confidence()).isEqualTo(0.8, within(1e-6));
          assertThat(interval.visitors()).isEqualTo(2);
        });
    assertThat(history.plays())
        .containsExactly(new PlayEvent(start, "sunny", "One", "The Testers", "happy"));
    assertThat(history.actions())
        .containsExactly(
            new ActionEvent(
                start.plusSeconds(4), ActionEvent.Kind.SKIP, "happy", "sunny", "One", 4_000),
            new ActionEvent(
                start.plusSeconds(4), ActionEvent.Kind.RESCAN, "happy", "sunny", "One", 4_000));
    assertThat(history.faults())
        .containsExactly(
            new FaultEvent(start.plusSeconds(4), start.plusSeconds(5), "camera", "No frame."));
  }

  @Test
  void whatWaitsIsReadWithoutBeingWritten() throws Exception {
    try (TestLog test = new TestLog(file)) {
      test.mood(HAPPY);
      test.clock.advance(Duration.ofSeconds(3));
      test.mood(HAPPY);
      test.play("One");

      History history = test.everything();
      assertThat(test.count("plays")).isZero();
      assertThat(history.plays()).hasSize(1);
      assertThat(history.moods()).hasSize(1);
      assertThat(history.moods().getFirst().to()).isEqualTo(test.clock.instant());

      assertThat(test.flush()).isTrue();
      assertThat(test.everything()).isEqualTo(history);
    }
  }

  @Test
  void aCheckpointUpdatesTheRowOfTheIntervalThatGoesOn() throws Exception {
    try (TestLog test = new TestLog(file)) {
      for (int i = 0; i < 3; i++) {
        test.mood(HAPPY);
        assertThat(test.flush()).isTrue();
        assertThat(TestLog.ask(file, "SELECT max(ended) - min(began) FROM moods"))
            .isEqualTo(String.valueOf(i * 1_000));
        test.clock.advance(Duration.ofSeconds(1));
      }
      assertThat(test.count("moods")).isEqualTo(1);
      test.mood(TestLog.EMPTY);
      assertThat(test.flush()).isTrue();
      assertThat(test.count("moods")).isEqualTo(2);
    }
  }

  @Test
  void aFullBatchIsWrittenAtOnceAndASmallOneWaits() throws Exception {
    HistorySettings settings = new HistorySettings(file, 90, Duration.ofHours(1), 3, 100, 1);
    try (TestLog test = new TestLog(settings, new MovedClock())) {
      test.play("One");
      test.play("Two");
      assertThat(test.log.committed()).isZero();
      assertThat(test.log.status()).isEqualTo(new MoodLogStatus.Writing(2, 0, ""));
      test.play("Three");
      Await.until("a batch of three", () -> test.log.committed() == 3);
    }
  }

  @Test
  void theIntervalWritesWhatWaits() {
    HistorySettings settings = new HistorySettings(file, 90, Duration.ofSeconds(1), 100, 100, 1);
    try (TestLog test = new TestLog(settings, new MovedClock())) {
      test.play("One");
      Await.until("a row after a second", () -> test.log.committed() == 1);
    }
  }

  @Test
  void aFaultIsWrittenAtOnce() {
    try (TestLog test = new TestLog(file)) {
      test.play("One");
      test.faults.listen(test.log::fault);
      test.faults.raise("camera", "No frame.");
      Await.until("the fault and what came before it", () -> test.log.committed() == 2);
    }
  }

  @Test
  void aFaultThatAPowerCutLeftOpenEndsWithTheLastMood() throws Exception {
    try (TestLog test = new TestLog(file)) {
      test.log.fault(new Fault("player", "Silence.", test.clock.instant()), true);
      test.clock.advance(Duration.ofSeconds(9));
      test.mood(TestLog.EMPTY);
    }
    try (TestLog again = new TestLog(file)) {
      assertThat(again.everything().faults())
          .containsExactly(
              new FaultEvent(
                  MovedClock.START, MovedClock.START.plusSeconds(9), "player", "Silence."));
    }
  }

  @Test
  void cameraOffEndsTheInterval() throws Exception {
    try (TestLog test = new TestLog(file)) {
      test.mood(HAPPY);
      test.log.action(ActionEvent.Kind.CAMERA_OFF);
      test.clock.advance(Duration.ofSeconds(2));
      test.log.action(ActionEvent.Kind.CAMERA_ON);
      test.mood(HAPPY);
      assertThat(test.everything().moods()).hasSize(2);
      assertThat(test.everything().moods().getFirst().to()).isEqualTo(MovedClock.START);
      assertThat(test.everything().actions())
          .extracting(ActionEvent::mood)
          .containsExactly("happy", "unsure");
    }
  }

  @Test
  void aFullQueueDropsAndCounts() throws Exception {
    HistorySettings settings = new HistorySettings(file, 90, Duration.ofHours(1), 10_000, 2, 1);
    try (TestLog test = new TestLog(settings, new MovedClock())) {
      test.play("One");
      test.play("Two");
      test.play("Three");
      assertThat(test.log.status()).isEqualTo(new MoodLogStatus.Writing(2, 1, ""));
      assertThat(test.flush()).isTrue();
      assertThat(test.log.status()).isEqualTo(new MoodLogStatus.Writing(0, 1, ""));
      assertThat(test.count("plays")).isEqualTo(2);
    }
  }

  @Test
  void readingNeverWaitsForTheWriter() throws Exception {
    try (TestLog test = new TestLog(file);
        Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = writer.createStatement()) {
      test.play("One");
      assertThat(test.flush()).isTrue();
      statement.execute("BEGIN EXCLUSIVE");
      statement.execute("DELETE FROM plays");
      assertThat(new StoredHistory(file).between(Instant.EPOCH, Instant.MAX).plays()).hasSize(1);
      statement.execute("ROLLBACK");
    }
  }

  @Test
  void rowsOlderThanTheRetentionGoAtTheStartAndOnceADay() throws Exception {
    MovedClock clock = new MovedClock();
    HistorySettings settings = new HistorySettings(file, 7, Duration.ofHours(1), 10_000, 10_000, 1);
    try (TestLog test = new TestLog(settings, clock)) {
      for (int i = 0; i < 1_200; i++) {
        test.play("Old " + i);
      }
      clock.advance(Duration.ofDays(6));
      test.play("Young");
      assertThat(test.flush()).isTrue();
      assertThat(test.count("plays")).isEqualTo(1_201);
      clock.advance(Duration.ofDays(2));
      assertThat(test.flush()).isTrue();
      Await.until("the daily deletion", () -> number("SELECT count(*) FROM plays") == 1);
      Await.until("free pages given back", () -> number("PRAGMA freelist_count") == 0);
    }
    clock.advance(Duration.ofDays(30));
    try (TestLog _ = new TestLog(settings, clock)) {
      Await.until("the deletion at the start", () -> number("SELECT count(*) FROM plays") == 0);
    }
  }

  @Test
  void onlyThisUserMayReadTheFile() throws Exception {
    try (TestLog test = new TestLog(file)) {
      test.play("One");
      assertThat(test.flush()).isTrue();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
          .isEqualTo("rwx------");
      for (String suffix : new String[] {"", "-wal", "-shm"}) {
        Path part = Path.of(file + suffix);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
            .isEqualTo("rw-------");
      }
    }
  }

  private long number(String query) {
    try {
      return Long.parseLong(TestLog.ask(file, query));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
