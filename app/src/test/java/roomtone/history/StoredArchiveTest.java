package roomtone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredArchiveTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

  @TempDir Path folder;
  private Path file;
  private HistoryArchive archive;

  @BeforeEach
  void name() {
    file = folder.resolve("test.db");
    archive = HistoryArchive.of(file);
  }

  @Test
  void anIntervalIsSharedAmongTheStretchesThatItLiesIn() throws Exception {
    // 23:30 to 01:30 in Berlin.
    new PastLog()
        .mood(time("2026-11-20T22:30:00Z"), Duration.ofHours(2), "happy", 3)
        .write(file, BERLIN);
    assertThat(moods(Grain.HOUR, "2026-11-20T23:00", "2026-11-21T03:00"))
        .containsExactly(
            Map.of("happy", Duration.ofMinutes(30)),
            Map.of("happy", Duration.ofHours(1)),
            Map.of("happy", Duration.ofMinutes(30)),
            Map.of());
    assertThat(moods(Grain.DAY, "2026-11-20T00:00", "2026-11-22T00:00"))
        .containsExactly(
            Map.of("happy", Duration.ofMinutes(30)), Map.of("happy", Duration.ofMinutes(90)));
    assertThat(moods(Grain.WEEK, "2026-11-16T00:00", "2026-11-23T00:00"))
        .containsExactly(Map.of("happy", Duration.ofHours(2)));
    assertThat(moods(Grain.MONTH, "2026-11-01T00:00", "2026-12-01T00:00"))
        .containsExactly(Map.of("happy", Duration.ofHours(2)));
    assertThat(archive.firstDay()).contains(LocalDate.of(2026, 11, 20));
  }

  @Test
  void weeksBeginOnMondayAndMonthsOnTheFirst() throws Exception {
    new PastLog()
        .mood(time("2026-10-31T23:00:00Z"), Duration.ofHours(24), "sad", 1)
        .mood(time("2026-11-01T23:00:00Z"), Duration.ofHours(1), "happy", 1)
        .mood(time("2026-11-30T22:00:00Z"), Duration.ofHours(2), "fear", 1)
        .write(file, BERLIN);
    assertThat(moods(Grain.WEEK, "2026-10-26T00:00", "2026-11-09T00:00"))
        .containsExactly(Map.of("sad", Duration.ofHours(24)), Map.of("happy", Duration.ofHours(1)));
    assertThat(moods(Grain.MONTH, "2026-10-01T00:00", "2027-01-01T00:00"))
        .containsExactly(
            Map.of(),
            Map.of(
                "sad", Duration.ofHours(24),
                "happy", Duration.ofHours(1),
                "fear", Duration.ofHours(1)),
            Map.of("fear", Duration.ofHours(1)));
  }

  @Test
  void theDayOnWhichClocksGoBackHas25Hours() throws Exception {
    new PastLog()
        .mood(time("2026-10-24T22:00:00Z"), Duration.ofHours(25), "empty", 0)
        .write(file, BERLIN);
    assertThat(moods(Grain.DAY, "2026-10-25T00:00", "2026-10-26T00:00"))
        .containsExactly(Map.of("empty", Duration.ofHours(25)));
  }

  @Test
  void songsAndSkipsAreCountedByMood() throws Exception {
    Instant at = time("2026-11-20T20:10:00Z");
    new PastLog()
        .play(at, "happy")
        .play(at.plusSeconds(200), "happy")
        .play(at.plusSeconds(500), "sad")
        .action(at.plusSeconds(510), ActionEvent.Kind.SKIP, "sad")
        .action(at.plusSeconds(520), ActionEvent.Kind.RESCAN, "sad")
        .play(at.minus(Duration.ofDays(2)), "happy")
        .write(file, BERLIN);
    for (Grain grain : List.of(Grain.HOUR, Grain.DAY)) {
      assertThat(summary(grain, "2026-11-20T00:00", "2026-11-21T00:00").songs())
          .containsExactly(
              new HistorySummary.Songs("happy", 2, 0), new HistorySummary.Songs("sad", 1, 1));
    }
  }

  @Test
  void peopleAreAveragedOverTheTimeInWhichTheRoomWasLookedAt() throws Exception {
    new PastLog()
        .mood(time("2026-11-20T20:00:00Z"), Duration.ofMinutes(30), "happy", 4)
        .mood(time("2026-11-20T20:30:00Z"), Duration.ofMinutes(10), "empty", 0)
        .mood(time("2026-11-21T20:00:00Z"), Duration.ofMinutes(20), "unsure", 3)
        .write(file, BERLIN);
    assertThat(summary(Grain.DAY, "2026-11-20T00:00", "2026-11-22T00:00").hours())
        .containsExactly(new HistorySummary.Hour(21, Duration.ofHours(1), 3));
  }

  @Test
  void anIntervalThatGrowsOrChangesIsCountedOnce() throws Exception {
    Instant from = time("2026-11-20T20:00:00Z");
    try (var database = new LogDatabase(new LogFile(file), Migrations.bundled(), BERLIN)) {
      for (int minutes = 10; minutes <= 90; minutes += 40) {
        database.write(List.of(room(from, minutes, 2)));
      }
      database.write(List.of(room(from, 90, 5)));
      database.write(List.of(room(from.plusSeconds(3600), 90, 5)));
    }
    assertThat(moods(Grain.HOUR, "2026-11-20T21:00", "2026-11-21T00:00"))
        .containsExactly(
            Map.of(),
            Map.of("happy", Duration.ofHours(1)),
            Map.of("happy", Duration.ofMinutes(30)));
    assertThat(summary(Grain.DAY, "2026-11-20T00:00", "2026-11-21T00:00").hours())
        .extracting(HistorySummary.Hour::people)
        .containsExactly(5.0, 5.0);
  }

  @Test
  void whatIsDeletedLeavesTheSumsToo() throws Exception {
    Instant from = time("2026-11-18T10:00:00Z");
    new PastLog()
        .mood(from, Duration.ofHours(1), "happy", 2)
        .mood(from.plus(Duration.ofDays(2)), Duration.ofHours(1), "sad", 2)
        .write(file, BERLIN);
    try (var database = new LogDatabase(new LogFile(file), Migrations.bundled(), BERLIN)) {
      database.deleteBefore(from.plus(Duration.ofDays(1)), 500);
    }
    assertThat(archive.firstDay()).contains(LocalDate.of(2026, 11, 20));
    assertThat(TestLog.ask(file, "SELECT count(*) FROM mood_hours")).isEqualTo("1");
    assertThat(TestLog.ask(file, "SELECT count(*) FROM people_hours")).isEqualTo("1");
  }

  @Test
  void anotherZoneIsSummedUpAnew() throws Exception {
    new PastLog()
        .mood(time("2026-11-20T18:15:00Z"), Duration.ofMinutes(30), "happy", 2)
        .play(time("2026-11-20T18:15:00Z"), "happy")
        .action(time("2026-11-20T18:16:00Z"), ActionEvent.Kind.SKIP, "happy")
        .write(file, BERLIN);
    new PastLog().write(file, KOLKATA);
    assertThat(moods(Grain.HOUR, "2026-11-20T23:00", "2026-11-21T01:00"))
        .containsExactly(
            Map.of("happy", Duration.ofMinutes(15)), Map.of("happy", Duration.ofMinutes(15)));
    assertThat(summary(Grain.DAY, "2026-11-20T00:00", "2026-11-21T00:00").songs())
        .containsExactly(new HistorySummary.Songs("happy", 1, 1));
  }

  @Test
  void aLogOfTheFirstVersionIsSummedUpWhenItIsOpened() throws Exception {
    var first = new Migrations(List.of(Migrations.bundled().scripts().getFirst()));
    try (Connection connection = Sqlite.readWrite(file)) {
      first.apply(connection);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "INSERT INTO moods (began, ended, mood, visitors) VALUES (0, 60000, 'empty', 0)");
      }
    }
    new PastLog().write(file, BERLIN);
    assertThat(archive.firstDay()).contains(LocalDate.of(1970, 1, 1));
  }

  @Test
  void anEmptyLogAnswersAndAMissingOrDamagedOneSaysWhatToDo() throws Exception {
    assertThatThrownBy(archive::firstDay)
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("There is no log at");
    new PastLog().write(file, BERLIN);
    assertThat(archive.firstDay()).isEmpty();
    assertThat(summary(Grain.DAY, "2026-11-20T00:00", "2026-11-21T00:00"))
        .isEqualTo(
            new HistorySummary(
                List.of(
                    new HistorySummary.Stretch(LocalDateTime.parse("2026-11-20T00:00"), Map.of())),
                List.of(),
                List.of(),
                List.of()));
    Files.writeString(file, "no database, but a text that is longer than a header of SQLite is");
    Files.deleteIfExists(Path.of(file + "-wal"));
    assertThatThrownBy(() -> summary(Grain.DAY, "2026-11-20T00:00", "2026-11-21T00:00"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void aSpanIsWidenedToWholeStretches() {
    LocalDateTime wednesday = LocalDateTime.parse("2026-11-18T13:20");
    assertThat(new HistorySpan(wednesday, wednesday.plusDays(1), Grain.WEEK))
        .isEqualTo(
            new HistorySpan(
                LocalDateTime.parse("2026-11-16T00:00"),
                LocalDateTime.parse("2026-11-23T00:00"),
                Grain.WEEK));
    assertThat(HistorySpan.between(wednesday, wednesday.plusDays(1)).grain()).isEqualTo(Grain.HOUR);
    assertThat(HistorySpan.between(wednesday, wednesday.plusDays(30)).grain()).isEqualTo(Grain.DAY);
    assertThat(HistorySpan.between(wednesday, wednesday.plusYears(1)).grain())
        .isEqualTo(Grain.WEEK);
    assertThat(HistorySpan.between(wednesday, wednesday.plusYears(3)).grain())
        .isEqualTo(Grain.MONTH);
  }

  private static Entry room(Instant from, int minutes, int visitors) {
    return new Entry.Room(
        7, new MoodInterval(from, from.plusSeconds(60L * minutes), "happy", 0.6, visitors));
  }

  private List<Map<String, Duration>> moods(Grain grain, String from, String to)
      throws HistoryException {
    return summary(grain, from, to).stretches().stream()
        .map(HistorySummary.Stretch::moods)
        .toList();
  }

  private HistorySummary summary(Grain grain, String from, String to) throws HistoryException {
    return archive.summary(
        new HistorySpan(LocalDateTime.parse(from), LocalDateTime.parse(to), grain));
  }

  private static Instant time(String text) {
    return Instant.parse(text);
  }
}
