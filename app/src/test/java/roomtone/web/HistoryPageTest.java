package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.history.HistoryArchive;

/** The page of the past as its bytes are, on a real log. */
final class HistoryPageTest {
  private static final String HTML = "text/html";

  @TempDir Path folder;
  private Path file;
  private Past past;

  @BeforeEach
  void fill() throws Exception {
    file = folder.resolve("roomtone.db");
    past = Pasts.evenings(file);
  }

  @Test
  void everythingIsInTablesThatStandOpenWithoutAnyScript() throws Exception {
    try (var test = new TestPage(past).asOperator()) {
      String page = test.get("/history").body();
      assertThat(page)
          .contains(
              "Sunday, 15 November 2026 to Saturday, 21 November 2026, day by day",
              "The room looked cheerful 50 %, sad 25 % of the time; it was empty 25 %.",
              "It was looked at for 28 h.",
              "14 songs began and 7 were skipped.",
              "Most people were there from ",
              "Learnt from 12 songs.")
          .contains("<details open>", "<caption>", "scope=\"col\"", "scope=\"row\"")
          .containsPattern("<td[^>]*>50 %</td>")
          .contains("aria-current=\"page\">7 days</a>")
          .doesNotContain("style=", "<script>", "feels sad");
      assertThat(test.get("/").body()).contains("href=\"/history\"");
    }
  }

  @Test
  void spansCanBeChosen() throws Exception {
    try (var test = new TestPage(past).asOperator()) {
      assertThat(test.get("/history?span=day").body()).contains("hour by hour");
      assertThat(test.get("/history?span=month").body()).contains("Fri, 23 Oct 2026");
      assertThat(test.get("/history?span=all").body()).contains("Sunday, 15 November 2026 to");
      assertThat(test.get("/history?from=2026-11-16&to=2026-11-17").body())
          .contains(
              "Mon, 16 Nov 2026, 00:00", "value=\"2026-11-17\"", ">Earlier</a>", ">Later</a>");
      assertThat(test.get("/history?from=&to=").statusCode()).isEqualTo(200);
      for (String wrong : List.of("span=century", "from=soon", "from=2026-11-20&to=2026-11-01")) {
        assertThat(test.get("/history?" + wrong).statusCode()).as(wrong).isEqualTo(400);
      }
      // Longer than the log keeps anything.
      assertThat(test.get("/history").body()).doesNotContain("52 weeks");
    }
  }

  @Test
  void theSummaryIsWhatThePageSays() throws Exception {
    try (var test = new TestPage(past).asOperator()) {
      JsonNode summary = new ObjectMapper().readTree(test.get("/api/history/summary").body());
      assertThat(summary.path("grain").asText()).isEqualTo("day");
      assertThat(summary.path("stretches")).hasSize(7);
      assertThat(summary.at("/stretches/3/seconds/happy").asLong()).isEqualTo(2 * 3600);
      assertThat(summary.path("songs").toString())
          .isEqualTo(
              "[{\"mood\":\"happy\",\"plays\":14,\"skips\":0},{\"mood\":\"sad\",\"plays\":0,\"skips\":7}]");
      assertThat(summary.at("/learnt/0/estimate").asDouble())
          .isBetween(
              summary.at("/learnt/0/low").asDouble(), summary.at("/learnt/0/high").asDouble());
    }
  }

  @Test
  void rowsCanBeTakenAway() throws Exception {
    try (var test = new TestPage(past).asOperator()) {
      String span = "from=2026-11-15&to=2026-11-21";
      var csv = test.get("/api/history/export?format=csv&what=plays&" + span);
      assertThat(csv.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"roomtone-plays-2026-11-15-to-2026-11-21.csv\"");
      assertThat(csv.body().lines()).hasSize(15).first().isEqualTo("at,playlist,title,artist,mood");
      var all =
          new ObjectMapper().readTree(test.get("/api/history/export?format=json&" + span).body());
      assertThat(all.path("moods")).hasSize(21);
      assertThat(all.path("actions")).hasSize(7);
      for (String wrong : List.of("what=secrets", "format=xls", "from=soon")) {
        assertThat(test.get("/api/history/export?" + wrong).statusCode()).as(wrong).isEqualTo(400);
      }
    }
  }

  @Test
  void whatIsMissingIsAPlainSentence() throws Exception {
    try (var test = new TestPage(new Past(null, List::of)).asOperator()) {
      var page = test.get("/history", "Accept", HTML);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .contains("Nothing is logged on this kiosk", "No song has told the DJ anything yet.");
      assertThat(test.get("/api/history/export").statusCode()).isEqualTo(503);
    }
    Path empty = folder.resolve("empty.db");
    Pasts.nothing(empty);
    try (var test = new TestPage(new Past(HistoryArchive.of(empty), List::of))) {
      for (String span : List.of("day", "week", "all")) {
        var page = test.get("/history?span=" + span);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
            .contains("The room was not looked at in this time.", "No song began in this time.");
      }
    }
    Files.writeString(file, "no database, but a text that is longer than a header of SQLite is");
    Files.deleteIfExists(Path.of(file + "-wal"));
    try (var test = new TestPage(past).asOperator()) {
      var page = test.get("/history?span=all", "Accept", HTML);
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body())
          .contains("is damaged: start the kiosk once", "What the DJ has learnt");
      var export = test.get("/api/history/export?format=json");
      assertThat(export.statusCode()).isEqualTo(503);
      assertThat(export.headers().firstValue("Content-Disposition")).isEmpty();
    }
  }

  @Test
  void theChartLibraryIsTheOneThatWasReleased() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(Assets.resource("assets/chartist.js"));
    // dist/index.umd.js of chartist 1.5.0 as the npm registry has it.
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("944597015852d8a65defe451a37202e8232938e98ac2215f08bd42a55d573e9d");
  }
}
