package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What every test of pages in Chromium does: one browser for all, and nothing odd in any page. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageBrowserTest {
  private static final int MOST_BYTES = 150_000;

  Browser browser;

  @BeforeAll
  void open() throws IOException {
    browser = Browser.open();
  }

  @BeforeEach
  void forgetWhatWasBefore() {
    browser.go("about:blank");
    browser.complaints();
  }

  @AfterAll
  void close() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  static String address(TestPage test) {
    return "http://localhost:" + test.page.port() + "/";
  }

  /** Pairs the browser, as a person does who stands at the box. */
  void becomeOperator(TestPage test) {
    browser.go(address(test) + "operator");
    browser.find("form[action='/api/operator/pair'] button").click();
    browser.awaitText("h1", "Press the button on the box"::equals);
    assertThat(test.access.presence().press()).isTrue();
    browser.awaitText("h1", "You are the operator"::equals);
  }

  /** Nothing in the page is wider than the screen. */
  void assertFits(String what) {
    Object overhang =
        browser.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overhang).as(what).isEqualTo(0L);
  }

  /** The page and all it loads are small. */
  void assertSmall() {
    Object bytes =
        browser.evaluate(
            "performance.getEntries().reduce((sum, e) => sum + (e.decodedBodySize || 0), 0)");
    assertThat(((Number) bytes).longValue()).isBetween(1L, (long) MOST_BYTES);
  }

  /** Chromium complains of nothing, and asked nobody but the kiosk. */
  void assertClean(TestPage test) throws Exception {
    assertThat(browser.complaints()).isEmpty();
    assertLocal(test);
  }

  void assertLocal(TestPage test) throws Exception {
    List<String> requests = browser.requests();
    Predicate<String> local = url -> url.startsWith("http://localhost:");
    assertThat(requests).allMatch(local);
    assertThat(requests).anyMatch(url -> url.startsWith(address(test)));
  }
}
