package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import roomtone.language.Language;

/** The notice for the door, as it is asked for. */
class NoticePageTest {
  @Test
  void theBrowserOrTheAddressChoosesTheLanguages() throws Exception {
    try (var test = new TestPage()) {
      Language german = Language.preferred("de");
      Language telugu = Language.preferred("te");
      assertThat(test.get("/notice", "Accept-Language", "de-AT,de;q=0.9").body())
          .contains(german.say("door.told"), german.say("door.keeps", 90))
          .doesNotContain(telugu.say("door.told"), "door.told");
      assertThat(test.get("/notice?lang=te,de,klingon", "Accept-Language", "fr").body())
          .containsSubsequence(telugu.say("door.told"), german.say("door.told"))
          .contains("href=\"/notice.pdf?lang=te,de\"");
    }
  }

  @Test
  void theSheetIsAPdfAndLeadsToTheKiosk() throws Exception {
    try (var test = new TestPage()) {
      HttpResponse<String> sheet = test.get("/notice.pdf?lang=hi");
      assertThat(sheet.headers().firstValue("Content-Type")).contains("application/pdf");
      assertThat(sheet.body()).startsWith("%PDF-1.7").contains("/Lang(hi)");
      // Who asks at the machine itself has an address that nobody else can open.
      assertThat(test.get("/notice").body())
          .contains("http://" + StatusPage.machine() + ".local:" + test.page.port() + "/");
    }
  }
}
