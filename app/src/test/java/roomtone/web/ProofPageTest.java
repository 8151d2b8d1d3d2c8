package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import roomtone.language.Language;

/** What the kiosk says that it can prove. */
class ProofPageTest {
  @Test
  void guestsReadWhatIsKeptAndWhoWasTalkedTo() throws Exception {
    try (var test = new TestPage()) {
      String page = test.get("/proof").body();
      assertThat(page)
          .contains("Pictures stored: 0", "broker.example", "4,567 bytes", "moods", "1,234")
          .contains("began, ended, mood", "9081cc594a203a33", "With fewer than 2 people")
          .contains("Rows are removed after 90 days.", "<th scope=\"col\">int8</th>");
      assertThat(test.get("/proof/cards/expression").body()).contains("größer");
      assertThat(test.get("/privacy").body()).contains("href=\"/proof\"");
      assertThat(test.asOperator().get("/operator").body()).contains("href=\"/proof\"");
    }
  }

  @Test
  void everyLanguageSaysAllOfIt() throws Exception {
    try (var test = new TestPage()) {
      for (Language language : Language.ALL) {
        String page = test.get("/proof", "Accept-Language", language.tag()).body();
        assertThat(page)
            .contains(language.say("proof.title"), language.say("proof.purpose.mqtt"))
            .doesNotContain("proof.title", "proof.purpose.", "proof.kind.");
      }
    }
  }
}
