package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import roomtone.web.settings.SettingsOutcome;
import roomtone.web.settings.SettingsView;

/** What the page asks of the settings, says of what became of it, and never shows. */
class SettingsPageTest {
  private static final String HTML = "text/html,application/xhtml+xml";

  @Test
  void onlyWhatIsAnotherThanBeforeIsChangedAndLogged() throws Exception {
    try (var test = new TestPage().asOperator()) {
      test.book.outcome =
          new SettingsOutcome.Saved(
              List.of(
                  new SettingsOutcome.Change("music.volume", "changed music.volume from 70 to 8")));
      HttpResponse<String> answer =
          test.postForm(
              "/api/settings",
              "version=v1&music.volume=8&music.explicit=true&mqtt.password="
                  + "&mqtt.broker=mqtt%3A%2F%2F%28set%2C+not+shown%29%40b",
              HTML);
      assertThat(answer.headers().firstValue("Location")).contains("/settings?said=saved");
      assertThat(test.book.asked).containsExactly("{music.volume=Optional[8]} in v1");
      assertThat(test.changes).containsExactly("a test (no. 1) changed music.volume from 70 to 8");
      assertThat(test.get("/settings?said=saved").body())
          .contains("Saved. It holds after the next start.", "music.explicit");
    }
  }

  @Test
  void aKeyGoesBackToItsDefault() throws Exception {
    try (var test = new TestPage().asOperator()) {
      test.postForm("/api/settings", "music.explicit=true&default=music.explicit");
      assertThat(test.book.asked).containsExactly("{music.explicit=Optional.empty} in any");
    }
  }

  @Test
  void whatIsRefusedIsSaidBesideItsFieldAndWhatWasTypedStays() throws Exception {
    try (var test = new TestPage().asOperator()) {
      test.book.outcome =
          new SettingsOutcome.Refused(
              List.of(new SettingsView.Trouble("music.volume", "It is too loud.")));
      HttpResponse<String> answer =
          test.postForm("/api/settings", "music.volume=800&mqtt.password=hunter2", HTML);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body())
          .contains("value=\"800\"", "It is too loud.", "aria-invalid=\"true\"")
          .doesNotContain("hunter2");
      assertThat(test.changes).isEmpty();
      assertThat(test.postForm("/api/settings", "music.volume=800").body())
          .contains("\"parameter\":\"music.volume\"", "It is too loud.");
    }
  }

  @Test
  void whatHidesAPartOfItselfMustBeTypedWhole() throws Exception {
    try (var test = new TestPage().asOperator()) {
      HttpResponse<String> answer =
          test.postForm("/api/settings", "mqtt.broker=mqtt%3A%2F%2F%28set%2C+not+shown%29%40other");
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("type all of it");
      assertThat(test.book.asked).isEmpty();
    }
  }

  @Test
  void whatTheFileAloneMayChangeAndUnknownKeysAreRefused() throws Exception {
    try (var test = new TestPage().asOperator()) {
      for (String form :
          List.of(
              "mqtt.certificate-authority=/etc/passwd",
              "default=mqtt.certificate-authority",
              "music.loudness=3")) {
        assertThat(test.postForm("/api/settings", form).statusCode()).as(form).isEqualTo(422);
      }
      assertThat(test.book.asked).isEmpty();
      assertThat(test.get("/settings").body()).doesNotContain("name=\"mqtt.certificate");
    }
  }

  @Test
  void aFormWithoutItsTokenChangesNothing() throws Exception {
    try (var test = new TestPage().asOperator()) {
      test.withoutToken();
      assertThat(test.postForm("/api/settings", "music.volume=8").statusCode()).isEqualTo(403);
      assertThat(test.post("/api/restart").statusCode()).isEqualTo(403);
      assertThat(test.book.asked).isEmpty();
    }
  }

  @Test
  void thePageSpeaksTheBrowsersLanguage() throws Exception {
    try (var test = new TestPage().asOperator()) {
      assertThat(test.get("/settings", "Accept-Language", "de").body())
          .contains("<h1>Einstellungen</h1>", "lang=\"de\"", "music speichern");
    }
  }

  @Test
  void startingAgainIsLogged() throws Exception {
    try (var test = new TestPage().asOperator()) {
      assertThat(test.post("/api/restart", "Accept", HTML).body()).contains("restart.js");
      assertThat(test.book.asked).containsExactly("start again");
      assertThat(test.changes).containsExactly("a test (no. 1) had the kiosk start again");
    }
  }
}
