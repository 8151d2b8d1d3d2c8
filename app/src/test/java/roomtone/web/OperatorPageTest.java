package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import roomtone.access.PinFile;
import roomtone.access.Presence;
import roomtone.language.Phrase;

/** Who may do what, and how a guest becomes the operator. */
class OperatorPageTest {
  private static final String HTML = "text/html,application/xhtml+xml";

  @Test
  void guestsMayLookSkipAndAskToBeTheOperatorAndNothingElse() throws Exception {
    try (var test = new TestPage()) {
      Stream<String> forGuests =
          test.page.routes().stream()
              .filter(route -> route.method().toString().equals("POST"))
              .filter(route -> !route.who().equals(Route.Who.OPERATOR))
              .map(Route::path);
      assertThat(forGuests)
          .containsExactlyInAnyOrder(
              "/api/skip", "/api/verdict", "/api/operator/pair", "/api/operator/pin");
      for (Route route : test.page.routes()) {
        if (route.who().equals(Route.Who.OPERATOR)) {
          String path =
              route.path().replace("{area}", "4").replace("{id}", "1").replace("{step}", "name");
          assertThat(test.send(route.method().toString(), path).statusCode())
              .as(path)
              .isEqualTo(403);
        }
      }
      assertThat(test.asked).isEmpty();
      assertThat(test.get("/").body()).contains("/api/skip").doesNotContain("/api/rescan");
      assertThat(test.post("/api/rescan", "Accept", HTML).headers().firstValue("Location"))
          .contains("/?notice=operator_only");
    }
  }

  @Test
  void theOperatorMayKeepTheSkipToHimself() throws Exception {
    try (var test = new TestPage(new TestPage.AccessRules(false, true))) {
      assertThat(test.get("/").body()).doesNotContain("/api/skip");
      assertThat(test.post("/api/skip").statusCode()).isEqualTo(403);
      test.asOperator();
      assertThat(test.get("/").body()).contains("/api/skip");
      assertThat(test.post("/api/skip").statusCode()).isEqualTo(200);
      assertThat(test.asked).containsExactly("skip");
    }
  }

  @Test
  void aPressOnTheButtonMakesTheBrowserThatAskedTheOperator() throws Exception {
    try (var test = new TestPage()) {
      HttpResponse<String> asked = test.post("/api/operator/pair", "Accept", HTML);
      assertThat(asked.headers().firstValue("Set-Cookie").orElseThrow())
          .contains("HttpOnly", "SameSite=Strict");
      String ticket = TestPage.cookieOf(asked);
      test.cookie(ticket);
      assertThat(test.get("/operator").body()).contains("Press the button on the box", ">60<");
      assertThat(test.get("/api/operator").body()).contains("\"pairing\":\"waiting\"");
      assertThat(test.access.presence().press()).isTrue();
      HttpResponse<String> in = test.get("/operator");
      assertThat(in.statusCode()).isEqualTo(303);
      test.cookie(operatorCookie(in));
      String page = test.get("/operator").body();
      assertThat(page).contains("You are the operator", "a program on an unknown device, no. 1");
      assertThat(test.changes)
          .containsExactly(
              "a program on an unknown device (no. 1) became the operator by the button");
      test.cookie(ticket);
      assertThat(test.get("/operator").body())
          .as("the ticket again")
          .contains("Are you the operator?");
    }
  }

  @Test
  void whoeverAsksAgainAfterThePressIsLetInAsWell() throws Exception {
    try (var test = new TestPage()) {
      test.cookie(TestPage.cookieOf(test.post("/api/operator/pair")));
      assertThat(test.access.presence().press()).isTrue();
      HttpResponse<String> again = test.post("/api/operator/pair");
      assertThat(again.body()).contains("You are the operator now.");
      test.cookie(operatorCookie(again));
      assertThat(test.get("/api/operator").body()).contains("\"operator\":true");
    }
  }

  @Test
  void whoeverAsksAfterTheButtonWasHeldAtTheStartIsLetInAtOnce() throws Exception {
    try (var test = new TestPage()) {
      test.access.presence().pair();
      test.cookie(TestPage.cookieOf(test.post("/api/operator/pair")));
      assertThat(test.get("/operator").statusCode()).isEqualTo(303);
      assertThat(test.access.presence().isPairing()).isFalse();
    }
  }

  @Test
  void nobodyPressedInTime() throws Exception {
    try (var test = new TestPage()) {
      test.cookie(TestPage.cookieOf(test.post("/api/operator/pair")));
      test.nanos.pass(Presence.WINDOW);
      assertThat(test.access.presence().press()).isFalse();
      assertThat(test.get("/operator").body()).contains("Nobody pressed the button in time.");
    }
  }

  @Test
  void onlyOneWaitsForTheButtonAndTheOthersAreCounted() throws Exception {
    try (var test = new TestPage()) {
      test.post("/api/operator/pair");
      HttpResponse<String> second = test.post("/api/operator/pair");
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.headers().firstValue("Retry-After")).contains("60");
      test.asOperator();
      assertThat(test.get("/api/operator").body()).contains("\"too_many_pairings\":1");
    }
  }

  @Test
  void thePinLetsInAndGuessingIsSlowedDown() throws Exception {
    try (var test = new TestPage()) {
      assertThat(test.get("/operator").body()).doesNotContain("/api/operator/pin");
      new PinFile(test.access.settings().pinFile()).set("271828");
      assertThat(test.get("/operator").body()).contains("/api/operator/pin");
      HttpResponse<String> wrong = test.postForm("/api/operator/pin", "pin=314159", HTML);
      assertThat(wrong.statusCode()).isEqualTo(403);
      assertThat(wrong.body()).contains("That is not the PIN.").doesNotContain("314159");
      for (int i = 0; i < 4; i++) {
        test.postForm("/api/operator/pin", "pin=314159");
      }
      HttpResponse<String> locked = test.postForm("/api/operator/pin", "pin=271828");
      assertThat(locked.statusCode()).isEqualTo(429);
      assertThat(locked.headers().firstValue("Retry-After")).contains("60");
      test.nanos.pass(Duration.ofMinutes(1));
      HttpResponse<String> right = test.postForm("/api/operator/pin", "pin=271828");
      test.cookie(operatorCookie(right));
      assertThat(test.get("/api/operator").body()).contains("\"operator\":true", "\"wrong_pin\":6");
    }
  }

  @Test
  void anotherPageCannotSendTheOperatorsForms() throws Exception {
    try (var test = new TestPage().asOperator()) {
      String token = test.token();
      assertThat(test.post("/api/camera/off", "Origin", "http://evil.example").statusCode())
          .isEqualTo(403);
      test.withoutToken();
      assertThat(test.post("/api/camera/off").statusCode()).isEqualTo(403);
      assertThat(test.postForm("/api/camera/off", "_csrf=" + "A".repeat(43)).statusCode())
          .isEqualTo(403);
      assertThat(test.asked).isEmpty();
      assertThat(test.postForm("/api/camera/off", "_csrf=" + token).statusCode()).isEqualTo(200);
      assertThat(test.asked).containsExactly("camera false");
      assertThat(test.get("/api/operator").body())
          .contains("\"forged_form\":2", "\"foreign_page\":1");
    }
  }

  @Test
  void guestsFormsWithAForgedTokenAreRefusedAndProgramsNeedNone() throws Exception {
    try (var test = new TestPage()) {
      String forged = "_csrf=" + "A".repeat(43);
      assertThat(test.postForm("/api/operator/pair", forged).statusCode()).isEqualTo(403);
      assertThat(test.postForm("/api/skip", forged).statusCode()).isEqualTo(403);
      assertThat(test.asked).isEmpty();
      String own = test.access.operators().formToken("");
      assertThat(test.postForm("/api/skip", "_csrf=" + own).statusCode()).isEqualTo(200);
      test.nanos.pass(Duration.ofSeconds(2));
      assertThat(test.post("/api/skip").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatTheOperatorDoesIsDoneAndNoted() throws Exception {
    try (var test = new TestPage().asOperator()) {
      test.post("/api/rescan");
      test.post("/api/areas/4/look-again");
      test.post("/api/camera/on");
      test.postForm("/api/dj/pin", "expression=happy&playlist=Upbeat");
      test.postForm("/api/dj/pin", "expression=happy");
      test.post("/api/dj/reset");
      test.postForm("/api/mood", "expression=sad");
      test.postForm("/api/mood", "expression=");
      assertThat(test.asked)
          .containsExactly(
              "rescan",
              "look again at 4",
              "camera true",
              "pin happy Upbeat",
              "pin happy nothing",
              "forget",
              "follow sad",
              "follow the room");
      assertThat(test.changes)
          .containsExactly(
              "a test (no. 1) had the room looked at afresh",
              "a test (no. 1) had ignored place 4 looked at again",
              "a test (no. 1) switched the camera on",
              "a test (no. 1) fixed Upbeat for happy",
              "a test (no. 1) let the DJ choose for happy",
              "a test (no. 1) had the DJ forget what it had learnt",
              "a test (no. 1) chose music for sad",
              "a test (no. 1) let the room decide on the music");
      test.result = new ActionResult.Refused(Phrase.plain("There is no such playlist."));
      test.postForm("/api/dj/pin", "expression=sad&playlist=None");
      assertThat(test.changes).hasSize(8);
    }
  }

  @Test
  void theDjsPageShowsEachPlaylistAndOnlyTheOperatorItsButtons() throws Exception {
    try (var test = new TestPage()) {
      assertThat(test.get("/dj").body())
          .contains("Upbeat", "Let run")
          .doesNotContain("/api/dj/pin", "/api/dj/reset");
      test.asOperator();
      assertThat(test.get("/dj").body()).contains("/api/dj/pin", "/api/dj/reset");
    }
  }

  @Test
  void aBrowserCanBeForgottenAndCanLeave() throws Exception {
    try (var test = new TestPage().asOperator()) {
      String other = test.access.operators().admit("a lost phone");
      assertThat(test.get("/operator").body()).contains("a lost phone, no. 2");
      test.post("/api/operator/browsers/2/forget");
      assertThat(test.access.operators().find(other)).isEmpty();
      test.post("/api/operator/leave");
      assertThat(test.get("/operator").body()).contains("Are you the operator?");
    }
  }

  @Test
  void thePictureIsShownForAMinuteAfterAPressToTheBrowserThatAsked() throws Exception {
    try (var test = new TestPage().asOperator()) {
      test.picture = new AimPicture(2, 2, new byte[] {0, 60, 120, (byte) 200});
      assertThat(test.get("/api/aim/picture").statusCode()).isEqualTo(409);
      assertThat(test.post("/api/aim/preview").body()).contains("waiting");
      assertThat(test.get("/api/aim/picture").statusCode()).isEqualTo(409);
      assertThat(test.get("/aim").body()).doesNotContain("src=\"/api/aim/picture\"");
      assertThat(test.access.presence().press()).isTrue();
      assertThat(test.get("/api/aim/preview").body()).contains("open");
      HttpResponse<String> picture = test.get("/api/aim/picture");
      assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
      assertThat(picture.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(test.get("/aim").body()).contains("src=\"/api/aim/picture\"");
      assertThat(test.changes).containsExactly("a test (no. 1) looked at the camera's picture");
      String viewer = "roomtone-operator=" + test.access.operators().admit("another operator");
      test.cookie(viewer);
      assertThat(test.get("/api/aim/picture").statusCode()).as("another").isEqualTo(409);
    }
  }

  @Test
  void thePreviewEndsByItself() throws Exception {
    try (var test = new TestPage().asOperator()) {
      test.picture = new AimPicture(1, 1, new byte[1]);
      test.post("/api/aim/preview");
      test.access.presence().press();
      assertThat(test.get("/api/aim/picture").statusCode()).isEqualTo(200);
      test.nanos.pass(Duration.ofSeconds(60));
      assertThat(test.get("/api/aim/picture").statusCode()).isEqualTo(409);
      assertThat(test.get("/api/aim/preview").body()).contains("closed");
    }
  }

  @Test
  void browsersAreToldApartByName() {
    assertThat(
            List.of(
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "curl/8"))
        .extracting(BrowserName::of)
        .containsExactly(
            "Chrome on Android",
            "Safari on an iPhone",
            "Firefox on Linux",
            "a program on an unknown device");
  }

  private static String operatorCookie(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("roomtone-operator="))
        .findFirst()
        .orElseThrow()
        .replaceAll(";.*", "");
  }
}
