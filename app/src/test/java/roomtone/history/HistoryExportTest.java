package roomtone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.system.Fault;

class HistoryExportTest {
  private static final Instant FROM = MovedClock.START;
  private static final Instant TO = FROM.plus(Duration.ofDays(1));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("roomtone.db");
  }

  @Test
  void csvQuotesAndNeutralisesFormulas() throws Exception {
    try (TestLog test = new TestLog(file)) {
      test.play("=HYPERLINK(\"http://x\")");
      test.play("Rock, Paper");
      test.play("two\nlines");
      test.play("-1+1");
      test.play("Plain");
    }
    assertThat(csv(HistoryExport.Kind.PLAYS))
        .isEqualTo(
            """
            at,playlist,title,artist,mood
            T,evening,"'=HYPERLINK(""http://x"")",The Testers,empty
            T,evening,"Rock, Paper",The Testers,empty
            T,evening,"two_lines",The Testers,empty
            T,evening,'-1+1,The Testers,empty
            T,evening,Plain,The Testers,empty
            """
                .replace("\n", "\r\n")
                .replace("two_lines", "two\nlines")
                .replace("T,evening", "2026-06-01T20:00:00Z,evening"));
  }

  @Test
  void csvOfEachKind() throws Exception {
    fill();
    assertThat(csv(HistoryExport.Kind.MOODS).lines())
        .containsExactly(
            "from,to,mood,confidence,visitors",
            "2026-06-01T20:00:00Z,2026-06-01T20:00:02Z,happy,0.75,2",
            "2026-06-01T20:00:02Z,2026-06-01T20:00:02Z,empty,,0");
    assertThat(csv(HistoryExport.Kind.ACTIONS).lines())
        .containsExactly(
            "at,kind,mood,playlist,song,playedMillis", "2026-06-01T20:00:02Z,camera_off,empty,,,0");
    assertThat(csv(HistoryExport.Kind.FAULTS).lines())
        .containsExactly(
            "from,to,part,message", "2026-06-01T20:00:02Z,,camera,\"No frame, no mood.\"");
  }

  @Test
  void jsonHasAListForEachKindThatIsAskedFor() throws Exception {
    fill();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HistoryExport(file).writeJson(EnumSet.allOf(HistoryExport.Kind.class), FROM, TO, out);
    JsonNode json = new ObjectMapper().readTree(out.toByteArray());
    assertThat(json.size()).isEqualTo(HistoryExport.Kind.values().length);
    assertThat(json.at("/moods/0/confidence").doubleValue()).isEqualTo(0.75);
    assertThat(json.at("/moods/1/confidence").isNull()).isTrue();
    assertThat(json.at("/moods/0/visitors").intValue()).isEqualTo(2);
    assertThat(json.at("/actions/0/kind").textValue()).isEqualTo("camera_off");
    assertThat(json.at("/faults/0/to").isNull()).isTrue();

    out.reset();
    new HistoryExport(file).writeJson(Set.of(HistoryExport.Kind.PLAYS), FROM, TO, out);
    assertThat(new ObjectMapper().readTree(out.toByteArray()).toString())
        .isEqualTo("{\"plays\":[]}");
  }

  @Test
  void onlyTheSpanIsWritten() throws Exception {
    try (TestLog test = new TestLog(file)) {
      test.play("In");
      test.clock.advance(Duration.ofDays(1));
      test.play("After");
    }
    assertThat(csv(HistoryExport.Kind.PLAYS).lines()).hasSize(2).last().asString().contains("In");
  }

  @Test
  void aLargeLogIsStreamed() throws Exception {
    try (TestLog test = new TestLog(file)) {
      assertThat(test.flush()).isTrue();
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            INSERT INTO plays (at, playlist, title, artist, mood)
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 299999)
            SELECT %d + i, 'evening', hex(zeroblob(400)), 'x', 'calm' FROM n
            """
                .formatted(FROM.toEpochMilli()));
      }
      CountingStream out = new CountingStream();
      new HistoryExport(file).writeCsv(HistoryExport.Kind.PLAYS, FROM, TO, out);
      // A quarter of a gigabyte: more than half the heap of the tests.
      assertThat(out.bytes).isGreaterThan(240_000_000);
    }
  }

  @Test
  void aMissingLogIsNamed() {
    assertThatThrownBy(() -> csv(HistoryExport.Kind.PLAYS))
        .isInstanceOf(HistoryException.class)
        .hasMessageStartingWith("There is no log at " + file);
  }

  private void fill() {
    try (TestLog test = new TestLog(file)) {
      test.mood(new Mood.Felt(Emotion.HAPPY, 0.75f, 2));
      test.clock.advance(Duration.ofSeconds(2));
      test.mood(TestLog.EMPTY);
      test.log.action(ActionEvent.Kind.CAMERA_OFF);
      test.log.fault(new Fault("camera", "No frame, no mood.", test.clock.instant()), true);
    }
  }

  private String csv(HistoryExport.Kind kind) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HistoryExport(file).writeCsv(kind, FROM, TO, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Counts what it is given. */
  private static final class CountingStream extends OutputStream {
    private long bytes;

    @Override
    public void write(int value) {
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      bytes += length;
    }
  }
}
