package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import roomtone.access.PinFile;
import roomtone.camera.CameraStatus;
import roomtone.language.Language;
import roomtone.mood.Mood;
import roomtone.web.settings.SettingsOutcome;

/** Everything that a guest and the operator do on an evening, on a phone, a laptop and a wall. */
final class EveryFlowBrowserTest extends PageBrowserTest {
  private Past past;

  @BeforeAll
  void logEvenings(@TempDir Path folder) throws Exception {
    past = Pasts.evenings(folder.resolve("roomtone.db"));
  }

  @AfterEach
  void usualScreen() {
    browser.screen(1280, 800);
  }

  @ParameterizedTest
  @CsvSource({"360, 740", "1280, 800", "1920, 1080"})
  void anEvening(int width, int height) throws Exception {
    browser.screen(width, height);
    try (var test = new TestPage(past)) {
      aGuestComes(test);
      theOperatorLetsHimselfIn(test);
      theRoomIsSteered(test);
      theDjIsCorrected(test);
      theKioskIsSetUp(test);
      thePastAndTheProofAreRead(test);
      assertThat(browser.complaints()).isEmpty();
      assertLocal(test);
      theLineIsCutAndComesBack(test);
    }
  }

  private void aGuestComes(TestPage test) {
    browser.go(address(test));
    browser.awaitText("#live", "Live"::equals);
    assertThat(browser.find("h1").getText()).isEqualTo("The room looks cheerful");
    press("form[action='/api/skip'] button", Notice.SKIPPED);
    assertThat(browser.count("form[action='/api/rescan'] button, #camera-off button")).isZero();
    browser.find("#verdict summary").click();
    browser.find("#verdict option[value='sad']").click();
    press("#verdict label ~ button", Notice.COUNTED);
    assertFits("the room, for a guest");
    assertThat(test.asked).containsExactly("skip", "verdict false sad");
    test.asked.clear();
  }

  private void theOperatorLetsHimselfIn(TestPage test) throws Exception {
    new PinFile(test.access.settings().pinFile()).set("271828");
    browser.go(address(test) + "operator");
    browser.find("#pin").sendKeys("314159");
    browser.find("form[action='/api/operator/pin'] button").click();
    browser.awaitText("main", text -> text.contains("That is not the PIN."));
    assertFits("a wrong PIN");
    browser.go(address(test) + "operator");
    browser.find("#pin").sendKeys("271828");
    browser.find("form[action='/api/operator/pin'] button").click();
    browser.awaitText("h1", "You are the operator"::equals);
    assertFits("the operator's page");
    // The refused PIN's status is in the console, as every failed request.
    assertThat(browser.complaints()).hasSize(1).allMatch(text -> text.contains("403"));
  }

  private void theRoomIsSteered(TestPage test) {
    browser.go(address(test));
    browser.awaitText("#live", "Live"::equals);
    press("form[action='/api/rescan'] button", Notice.LOOKING);
    browser.find("#follow option[value='fear']").click();
    press(".follow button", Notice.FOLLOWS);
    browser.find("#camera-off button").click();
    test.show(Snapshots.with(new CameraStatus.Off()));
    browser.awaitText("h1", "The camera is off"::equals);
    browser.find("#camera-on button").click();
    test.show(Snapshots.CHEERFUL);
    browser.awaitText("h1", "The room looks cheerful"::equals);
    assertFits("the room, for the operator");
    assertThat(test.asked).containsExactly("rescan", "follow fear", "camera false", "camera true");
    test.asked.clear();
  }

  private void theDjIsCorrected(TestPage test) {
    browser.go(address(test) + "dj");
    browser.find(".dj td button").click();
    browser.awaitText(".dj .advice", Notice.DJ_TOLD.sentence(Language.ENGLISH)::equals);
    browser.find("form[action='/api/dj/reset'] button").click();
    browser.awaitText(".dj .advice", text -> !text.isEmpty());
    assertFits("what the DJ has learnt");
    assertThat(test.asked).containsExactly("pin angry Rap", "forget");
    test.asked.clear();
  }

  private void theKioskIsSetUp(TestPage test) {
    browser.go(address(test) + "setup");
    browser.find("#privacy form button").click();
    browser.awaitText("#privacy .state", "done"::equals);
    browser.find("#privacy form button").click();
    browser.awaitText("#privacy .state", "open"::equals);
    browser.find("form[action='/api/setup/panel/test'] button").click();
    browser.awaitText("#panel [role='status']", text -> text.contains("press the button"));
    assertThat(test.access.presence().press()).isTrue();
    browser.awaitText("#panel .state", "done"::equals);
    assertFits("the set-up");
    test.book.outcome =
        new SettingsOutcome.Saved(
            List.of(new SettingsOutcome.Change("music.volume", "changed music.volume to 55")));
    browser.go(address(test) + "settings");
    browser.find("#music summary").click();
    browser.find("#music-volume").clear();
    browser.find("#music-volume").sendKeys("55");
    browser.find("#music button").click();
    browser.awaitText(".advice", text -> text.contains("Saved."));
    assertFits("the settings");
    assertThat(test.book.asked).singleElement().asString().contains("music.volume=Optional[55]");
    browser.go(address(test) + "spotify");
    browser.find("#address").sendKeys("http://127.0.0.1:8888/callback?code=1&state=2");
    browser.find("form[action='/api/spotify/login/finish'] button").click();
    browser.awaitText("main", text -> !text.isEmpty());
    assertThat(test.pasted).containsExactly("http://127.0.0.1:8888/callback?code=1&state=2");
    assertFits("the login");
  }

  private void thePastAndTheProofAreRead(TestPage test) throws Exception {
    for (String path : List.of("history?span=week", "aim", "proof", "notice", "privacy", "wall")) {
      browser.go(address(test) + path);
      assertThat(browser.find("h1").getText()).as(path).isNotBlank();
      assertFits(path);
    }
    browser.go(address(test) + "history?span=week");
    String export = "document.querySelector(\"a[href*='export']\").href";
    assertThat(browser.evaluate("fetch(%s).then(answer => answer.text())".formatted(export)))
        .asString()
        .contains("happy");
  }

  private void theLineIsCutAndComesBack(TestPage test) throws Exception {
    browser.go(address(test));
    browser.awaitText("#live", "Live"::equals);
    int port = test.page.port();
    test.page.close();
    browser.awaitText("#live", "Reconnecting"::equals);
    test.snapshot = Snapshots.of(new Mood.EmptyRoom());
    var settings = new WebSettings("127.0.0.1", port, List.of(), WebSettings.DEFAULTS.viewers());
    try (StatusPage again =
        StatusPage.start(settings, test.sources(), InstantSource.fixed(Snapshots.NOW))) {
      browser.awaitText("#live", "Live"::equals);
      browser.awaitText("h1", "The room is empty"::equals);
      assertThat(again.viewers()).isPositive();
    }
  }

  private void press(String button, Notice answer) {
    browser.find(button).click();
    browser.awaitText("#said", answer.sentence(Language.ENGLISH)::equals);
  }
}
