package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import roomtone.access.Presence;
import roomtone.web.settings.SetupBook.Step;

/** The assistant knows what is done, and any step can be taken again. */
class SetupPageTest {
  private static final String HTML = "text/html,application/xhtml+xml";

  @Test
  void aKioskWithoutAnOperatorHintsAtTheSetUp() throws Exception {
    try (var test = new TestPage()) {
      assertThat(test.get("/").body()).contains("Nobody looks after this kiosk yet", "/setup");
      assertThat(test.get("/setup", "Accept", HTML).headers().firstValue("Location"))
          .contains("/operator");
      test.asOperator();
      assertThat(test.get("/").body()).doesNotContain("Nobody looks after this kiosk yet");
    }
  }

  @Test
  void aStepIsConfirmedAndOpenedAgain() throws Exception {
    try (var test = new TestPage().asOperator()) {
      assertThat(test.get("/api/setup").body()).contains("{\"step\":\"privacy\",\"done\":false}");
      assertThat(test.postForm("/api/setup/privacy", "done=true", HTML).statusCode())
          .isEqualTo(303);
      assertThat(test.get("/api/setup").body()).contains("{\"step\":\"privacy\",\"done\":true}");
      assertThat(test.postForm("/api/setup/privacy", "done=false").body())
          .contains("{\"step\":\"privacy\",\"done\":false}");
      assertThat(test.changes)
          .containsExactly(
              "a test (no. 1) confirmed set-up: privacy",
              "a test (no. 1) opened set-up again: privacy");
      assertThat(test.postForm("/api/setup/dance", "").statusCode()).isEqualTo(400);
      test.setup.full = true;
      assertThat(test.postForm("/api/setup/privacy", "").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void thePanelIsTestedByAPressOnItsButton() throws Exception {
    try (var test = new TestPage().asOperator()) {
      HttpResponse<String> asked = test.post("/api/setup/panel/test", "Accept", HTML);
      test.alsoCookie(TestPage.cookieOf(asked));
      assertThat(test.access.presence().awaited()).contains(Presence.Wish.TEST_PANEL);
      assertThat(test.get("/setup").body()).contains("press the button on the box within 60 s");
      assertThat(test.get("/operator").body())
          .as("a press for the test makes nobody the operator")
          .doesNotContain("Press the button on the box within a minute");
      assertThat(test.access.presence().press()).isTrue();
      assertThat(test.get("/api/setup").body()).contains("{\"step\":\"panel\",\"done\":true}");
      assertThat(test.changes).containsExactly("a test (no. 1) confirmed set-up: panel");
    }
  }

  @Test
  void nobodyPressed() throws Exception {
    try (var test = new TestPage().asOperator()) {
      test.alsoCookie(TestPage.cookieOf(test.post("/api/setup/panel/test")));
      assertThat(
              test.post("/api/setup/panel/test", "Accept", HTML).headers().firstValue("Location"))
          .contains("/setup?said=busy");
      test.nanos.pass(Duration.ofMinutes(2));
      assertThat(test.setup.confirmed()).doesNotContain(Step.PANEL);
      assertThat(test.get("/setup").body()).contains("Test light and button");
    }
  }

  @Test
  void spotifyIsAStepOnlyWhereItIsSetUpAndDoneOnceItNeedsNoLogin() throws Exception {
    try (var test = new TestPage().asOperator()) {
      assertThat(test.get("/api/setup").body()).contains("{\"step\":\"spotify\",\"done\":false}");
      test.wantsLogin = false;
      assertThat(test.get("/api/setup").body()).contains("{\"step\":\"spotify\",\"done\":true}");
    }
    try (var test = new TestPage(false).asOperator()) {
      assertThat(test.get("/api/setup").body()).doesNotContain("spotify");
    }
  }
}
