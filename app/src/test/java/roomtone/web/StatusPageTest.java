package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import roomtone.camera.CameraStatus;
import roomtone.language.Language;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;
import roomtone.system.Fault;

final class StatusPageTest {
  private static final String HTML = "text/html";

  @Test
  void thePageTellsTheRoomWithoutAnyScript() throws Exception {
    try (var test = new TestPage()) {
      assertThat(test.get("/").body())
          .contains("<h1 id=\"headline\"", ">The room looks cheerful</h1>", "#look-happy")
          .contains("Quite sure, 72 %", "3 people in view", "for 4 min")
          .contains("Harbour Lights", "The Paper Lanterns", "1:24", "3:53")
          .contains(
              "The room looks cheerful, so: Upbeat.",
              "Next change at the song’s end at the earliest.",
              "Changed 4 min ago.")
          .contains("<noscript><meta http-equiv=\"refresh\"", "action=\"/api/skip\"")
          .contains("No pictures are kept", "href=\"/privacy\"")
          .doesNotContain("feels", "style=");
      test.snapshot = Snapshots.of(new Mood.EmptyRoom());
      assertThat(test.get("/").body()).contains(">The room is empty</h1>", "#look-empty");
      test.snapshot = Snapshots.with(new CameraStatus.Off());
      assertThat(test.get("/").body()).contains(">The camera is off</h1>", "#look-off");
    }
  }

  @Test
  void faultsAreSentencesInABoxThatIsElseHidden() throws Exception {
    try (var test = new TestPage()) {
      assertThat(test.get("/").body()).containsPattern("id=\"faults\"[^>]* hidden");
      test.snapshot =
          Snapshots.with(new Fault("camera", "No picture: is its cable in?", Snapshots.NOW));
      assertThat(test.get("/").body())
          .doesNotContainPattern("id=\"faults\"[^>]* hidden")
          .contains(
              "<strong>Camera</strong> <span lang=\"en\">No picture: is its cable in?</span>");
    }
  }

  @Test
  void whatASongCallsItselfIsOnlyText() throws Exception {
    String evil = "</h2><script>alert('1')</script>\"'&";
    var song = new Song("id", evil, evil, Duration.ZERO);
    try (var test = new TestPage()) {
      test.snapshot = Snapshots.with(new PlayerStatus.Playing(evil, song, Duration.ZERO));
      String page = test.get("/").body();
      assertThat(page).contains("&lt;script&gt;alert").doesNotContain("<script>");
      assertThat(test.get("/api/status").body()).contains("<script>alert('1')</script>\\\"'&");
    }
  }

  @Test
  void everyAnswerCarriesTheSafetyHeaders() throws Exception {
    try (var test = new TestPage()) {
      for (String path : List.of("/", "/privacy", "/api/status", "/assets/page.js", "/nothing")) {
        var headers = test.get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
            .contains("default-src 'none'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
      }
    }
  }

  @Test
  void whatDoesNotExistIsAPageForPeopleAndAProblemForPrograms() throws Exception {
    try (var test = new TestPage()) {
      var page = test.get("/nothing", "Accept", HTML);
      assertThat(page.statusCode()).isEqualTo(404);
      assertThat(page.body()).contains("<h1>Not found</h1>");
      var problem = test.get("/api/nothing", "Accept", HTML);
      assertThat(problem.statusCode()).isEqualTo(404);
      assertThat(problem.headers().firstValue("Content-Type")).contains(Json.PROBLEM_TYPE);
    }
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    try (var test = new TestPage()) {
      test.snapshot = Snapshots.with(new PlayerStatus.Unavailable("MPD is not running."));
      for (String path : List.of("/", "/api/status", "/healthz", "/api/history", "/api/events")) {
        var head = test.send("HEAD", path);
        assertThat(head.body()).isEmpty();
        int expected = path.equals("/healthz") || path.equals("/api/history") ? 503 : 200;
        assertThat(head.statusCode()).as(path).isEqualTo(expected);
      }
    }
  }

  @Test
  void assetsAreKeptForAYearUnderTheirHashAndRevalidatedElse() throws Exception {
    try (var test = new TestPage()) {
      String page = test.get("/").body();
      String url = page.replaceAll("(?s).*(/assets/page\\.css\\?v=[0-9a-f]+).*", "$1");
      assertThat(test.get(url).headers().firstValue("Cache-Control").orElseThrow())
          .contains("immutable");
      var plain = test.get("/assets/page.css");
      assertThat(plain.headers().firstValue("Cache-Control")).contains("no-cache");
      String tag = plain.headers().firstValue("ETag").orElseThrow();
      assertThat(test.get("/assets/page.css", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }
  }

  @Test
  void aFormComesBackToThePageWithANotice() throws Exception {
    try (var test = new TestPage().asOperator()) {
      var answer = test.post("/api/rescan", "Accept", HTML);
      assertThat(answer.statusCode()).isEqualTo(303);
      String back = answer.headers().firstValue("Location").orElseThrow();
      assertThat(test.get(back).body()).contains(Notice.LOOKING.sentence(Language.ENGLISH));
      var again = test.post("/api/rescan", "Accept", HTML);
      assertThat(again.headers().firstValue("Location")).contains("/?notice=wait");
    }
  }

  @Test
  void thePrivacyNoticeNamesTheRetention() throws Exception {
    try (var test = new TestPage()) {
      assertThat(test.get("/privacy").body()).contains("90 days", "No picture is kept");
    }
  }

  @Test
  void aPortInUseIsOneSentence() throws Exception {
    try (var taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> start(new WebSettings("0.0.0.0", port, List.of(), 1)))
          .isInstanceOf(WebException.class)
          .hasMessage(
              "Port %d is in use by another program: stop that, or choose another with --port."
                  .formatted(port));
    }
  }

  @Test
  void anAddressOfAnotherMachineIsOneSentence() {
    for (String host : List.of("192.0.2.1", "no-such-host.invalid")) {
      assertThatThrownBy(() -> start(new WebSettings(host, 0, List.of(), 1)))
          .isInstanceOf(WebException.class)
          .hasMessageContaining("can't listen on " + host);
    }
  }

  private static void start(WebSettings settings) throws WebException {
    try (TestPage any = new TestPage()) {
      StatusPage.start(settings, any.sources(), InstantSource.system()).close();
    }
  }
}
