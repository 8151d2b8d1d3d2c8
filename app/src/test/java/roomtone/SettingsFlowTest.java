package roomtone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.web.Browser;

/** The operator changes settings on the page, and the kiosk starts again with them. */
class SettingsFlowTest {
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final String FILE =
      """
      # Ours.
      kiosk:
        name: Lounge # on the door
      panel:
        kind: console
      music:
        #volume: 70
        daily-changes: 12
      """;

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Path file = Path.of("");
  private KioskProcess kiosk;
  private Browser browser;
  private String address = "";

  @BeforeEach
  void start() throws Exception {
    file = Files.writeString(folder.resolve("roomtone.yaml"), FILE);
    browser = Browser.open();
    kiosk =
        KioskProcess.start(
            Files.createDirectories(folder.resolve("state")),
            "--demo",
            "--config",
            file.toString());
    address = kiosk.address();
    kiosk.letIn(browser);
  }

  @AfterEach
  void stop() throws Exception {
    if (kiosk != null) {
      kiosk.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void settingsAreChangedWithoutScriptOnAnyScreen() throws Exception {
    browser.scripts(false);
    for (int width : new int[] {360, 1280}) {
      browser.screen(width, 800);
      browser.go(address + "/settings");
      browser.find("#music summary").click();
      assertFits();
      replace("music-volume", "800");
      save("music");
      browser.awaitText("#music-volume-wrong", text -> text.contains("allowed is 0 to 100"));
      assertThat(browser.find("#music-volume").getAttribute("value")).isEqualTo("800");
      assertThat(file).hasContent(FILE);
      assertFits();
      replace("music-volume", "55");
      save("music");
      browser.awaitText(".advice", text -> text.contains("Saved."));
      assertThat(browser.find(".waiting").getText()).contains("music.volume");
      assertThat(file).hasContent(FILE.replace("#volume: 70\n", "#volume: 70\n  volume: 55\n"));
      browser.find("#music summary").click();
      browser.find("#music-volume-back").click();
      save("music");
      browser.awaitText(".waiting", text -> !text.contains("music.volume"));
      assertThat(file).hasContent(FILE);
    }
    assertThat(browser.requests()).allMatch(request -> request.startsWith(address));
  }

  @Test
  void theKioskStartsAgainWithNewSettingsAndWithTheOldOnesWhereTheNewOnesCannot() throws Exception {
    change("kiosk", "kiosk-name", "The bar");
    browser.find("form[action='/api/restart'] button").click();
    browser.awaitText("h1", text -> text.equals("Settings"));
    assertThat(browser.find(".brand").getText()).contains("The bar");
    assertThat(browser.find(".waiting").getText()).doesNotContain("kiosk.name");
    assertThat(Files.readString(file)).contains("  name: The bar # on the door\n");
    kiosk.type("h\n");
    Awaitility.await()
        .atMost(DEADLINE)
        .until(() -> get("/api/status").contains("\"camera\":{\"state\":\"off\""));

    change("emotion", "emotion-model", "nonsense");
    browser.find("form[action='/api/restart'] button").click();
    browser.awaitText("h1", text -> text.equals("Settings"));
    assertThat(browser.find("main").getText())
        .contains("could not start, so the ones before hold", "nonsense", "emotion.model");
    assertThat(get("/api/status"))
        .contains("\"name\":\"The bar\"", "could not start")
        .as("a camera that a person switched off stays so")
        .contains("\"camera\":{\"state\":\"off\"");
    browser.go(address + "/operator");
    assertThat(browser.find("main").getText())
        .contains("changed kiosk.name from Lounge to The bar", "had the kiosk start again");
    assertThat(kiosk.stop()).isEqualTo(143);
  }

  private void change(String section, String field, String value) {
    browser.go(address + "/settings");
    browser.find("#" + section + " summary").click();
    replace(field, value);
    save(section);
    browser.awaitText(".advice", text -> text.contains("Saved."));
  }

  private void replace(String field, String value) {
    browser.find("#" + field).clear();
    browser.find("#" + field).sendKeys(value);
  }

  private void save(String section) {
    browser.find("#" + section + " button").click();
  }

  private void assertFits() {
    assertThat(
            browser.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .isEqualTo(0L);
  }

  private String get(String path) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
