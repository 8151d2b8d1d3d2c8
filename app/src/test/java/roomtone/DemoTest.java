package roomtone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.web.Browser;

/** The demo as a newcomer runs it: the shipped folder, its launcher, a real browser. */
class DemoTest {
  private static final Duration STORY = Duration.ofMinutes(3);

  @TempDir private Path state;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void thePageFollowsTheStoryAndSkipWorks() throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(state, "--demo");
        Browser browser = Browser.open()) {
      String address = kiosk.address();
      assertThat(get(address + "/api/status").body())
          .as("a camera that has just begun was not switched off by a person")
          .doesNotContain("\"state\":\"off\"");
      browser.go(address + "/");
      await(address, status -> status.at("/mood/label").asText().equals("happy"));
      browser.awaitText("#headline", text -> text.equals("The room looks cheerful"));
      await(address, status -> status.at("/player/state").asText().equals("playing"));
      browser.awaitText("[data-text='words.playing']", text -> text.contains("Upbeat"));
      String song = browser.find("[data-text='words.song']").getText();
      browser.find("form[action='/api/skip'] button").click();
      browser.awaitText("[data-text='words.song']", text -> !text.equals(song));
      await(address, status -> status.at("/mood/label").asText().equals("neutral"));
      browser.awaitText("#headline", text -> text.equals("The room looks calm"));
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).allMatch(request -> request.startsWith(address));
      assertThat(get(address + "/healthz").statusCode()).isEqualTo(200);
      assertThat(get(address + "/metrics").body())
          .contains("roomtone_mood{roomtone_mood=\"neutral\"}", "roomtone_player{")
          .contains("roomtone_camera{roomtone_camera=\"running\"} 1")
          .containsPattern("roomtone_songs_skipped_total\\{mood=\"\\w+\"} [1-9]");
    }
  }

  @Test
  void theConsolesKeysAreTheButton() throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(state, "--demo")) {
      String address = kiosk.address();
      await(address, status -> status.at("/player/state").asText().equals("playing"));
      kiosk.type("h\n");
      await(address, status -> status.at("/camera/state").asText().equals("off"));
      await(address, status -> status.at("/mood/label").asText().equals("unsure"));
      assertThat(get(address + "/healthz").body()).contains("switched off by a person");
      kiosk.type("h\n");
      await(address, status -> status.at("/camera/state").asText().equals("running"));
      kiosk.type("l\n");
      kiosk.type("s\n");
      Awaitility.await()
          .atMost(STORY)
          .untilAsserted(() ->
              assertThat(get(address + "/api/history").body())
                  .contains("camera_off", "camera_on", "rescan", "skip"));
    }
  }

  @Test
  void aPressMakesWhoAskedOnThePageTheOperator() throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(state, "--demo");
        Browser browser = Browser.open()) {
      String address = kiosk.address();
      kiosk.letIn(browser);
      browser.go(address + "/");
      browser.find("#camera-off button").click();
      await(address, status -> status.at("/camera/state").asText().equals("off"));
      browser.awaitText("#camera-on button", text -> text.equals("Camera on"));
      Awaitility.await()
          .atMost(STORY)
          .untilAsserted(() -> {
            browser.go(address + "/operator");
            assertThat(browser.find("main").getText())
                .contains("became the operator by the button", "switched the camera off");
          });
      assertThat(get(address + "/api/history").body()).doesNotContain("\"kind\":\"skip\"");
    }
  }

  @Test
  void setUpTriesLightAndButton() throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(state, "--demo");
        Browser browser = Browser.open()) {
      String address = kiosk.address();
      kiosk.letIn(browser);
      browser.go(address + "/setup");
      browser.awaitText("#panel .state", text -> text.equals("open"));
      browser.find("form[action='/api/setup/panel/test'] button").click();
      browser.awaitText("#panel [role='status']", text -> text.contains("press the button"));
      Awaitility.await()
          .atMost(STORY)
          .until(() -> kiosk.lines().stream().anyMatch(line -> line.contains("Light: test")));
      kiosk.type("s\n");
      browser.awaitText("#panel .state", text -> text.equals("done"));
      assertThat(browser.complaints()).isEmpty();
      assertThat(get(address + "/api/history").body()).doesNotContain("\"kind\":\"skip\"");
    }
  }

  @Test
  void whatWasSeenIsLoggedWhenItStopsAndNothingElseIsWritten() throws Exception {
    try (KioskProcess kiosk = KioskProcess.start(state, "--demo")) {
      String address = kiosk.address();
      await(address, status -> status.at("/mood/label").asText().equals("happy"));
      // 143 is how a Java program ends on the signal to stop.
      assertThat(kiosk.stop()).isEqualTo(143);
      assertThat(kiosk.lines()).noneMatch(line -> line.contains("Exception"));
    }
    try (Stream<Path> files = Files.list(state)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.startsWith("demo.db") || name.equals("precision.json"));
    }
    Path export = state.resolve("export.csv");
    Path settings =
        Files.writeString(
            state.resolve("export.yaml"),
            "history:\n  file: %s\n".formatted(state.resolve("demo.db")));
    int code =
        Main.commandLine()
            .execute("history", "export", "--config", settings.toString(), "-o", export.toString());
    assertThat(code).isZero();
    assertThat(Files.readString(export)).contains(",empty,").contains(",happy,");
  }

  private void await(String address, Predicate<JsonNode> wish) {
    Awaitility.await()
        .atMost(STORY)
        .until(() -> {
          String body = get(address + "/api/status").body();
          return wish.test(JsonMapper.builder().build().readTree(body));
        });
  }

  private HttpResponse<String> get(String address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
