package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of what the kiosk can prove and the notice in Chromium: on a phone and on a desk. */
class ProofPageBrowserTest extends PageBrowserTest {
  @Test
  void itFitsAndLoadsNothingFromElsewhere() throws Exception {
    try (var test = new TestPage()) {
      for (int width : List.of(360, 1280)) {
        browser.screen(width, 900);
        browser.go(address(test) + "proof");
        assertThat(browser.find("h1").getText()).isEqualTo("What this kiosk can prove");
        assertFits("the proof at " + width + " px");
        assertSmall();
      }
      assertClean(test);
    }
  }

  @Test
  void theNoticeFitsInEveryLanguage() throws Exception {
    try (var test = new TestPage()) {
      for (int width : List.of(360, 1280)) {
        browser.screen(width, 900);
        browser.go(address(test) + "notice?lang=en,de,fr,hi,te");
        assertThat(browser.find("section[lang=te] h2").getText()).isNotEmpty();
        assertFits("the notice at " + width + " px");
        assertSmall();
      }
      assertClean(test);
    }
  }
}
