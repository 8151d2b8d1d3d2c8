package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import roomtone.history.HistoryArchive;

/** The page of the past as somebody sees it, in Chromium. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HistoryPageBrowserTest {
  private static final List<Integer> WIDTHS = List.of(320, 360, 768, 1280, 1920);
  private static final String OVERHANG =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private Browser browser;
  private Past past;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    browser = Browser.open();
    Path file = folder.resolve("roomtone.db");
    Pasts.evenings(file);
    past = new Past(HistoryArchive.of(file), Pasts::learnt);
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

  @Test
  void chartsAreDrawnAndTheirTablesAreOneKeyAway() throws Exception {
    try (var test = new TestPage(past)) {
      browser.go(address(test));
      browser.awaitText("[data-look='happy'] .of", "50 %"::equals);
      assertThat(count("[data-chart='moods'] .lane")).isEqualTo(3);
      assertThat(count("[data-look='happy'] .ct-bar")).isEqualTo(7);
      assertThat(count("[data-chart='songs'] .ct-bar")).isEqualTo(4);
      assertThat(count("[data-chart='hours'] .ct-bar")).isEqualTo(24);
      assertThat(count("[data-chart='learnt'] .guess"))
          .isEqualTo(count("#learnt tbody tr"))
          .isGreaterThan(6);
      // What was let run and what was skipped, and a narrow range where much is known.
      assertThat(length("[data-chart='songs'] .ct-series-a [data-look='happy']")).isGreaterThan(0);
      assertThat(length("[data-chart='songs'] .ct-series-b [data-look='happy']")).isEqualTo(0);
      assertThat(length("[data-chart='songs'] .ct-series-b [data-look='sad']")).isGreaterThan(0);
      assertThat(length("[data-chart='learnt'] .ct-series-b [data-look='happy']"))
          .isLessThan(length("[data-chart='learnt'] .ct-series-b [data-look='sad']"));
      assertThat(browser.find("#moods").isDisplayed()).isFalse();
      browser.find("#moods-title ~ details summary").sendKeys(Keys.ENTER);
      assertThat(browser.find("#moods").isDisplayed()).isTrue();
      assertClean(test);
    }
  }

  @Test
  void worksWithoutScript() throws Exception {
    try (var test = new TestPage(past)) {
      browser.scripts(false);
      browser.go(address(test));
      for (String table : List.of("moods", "songs", "hours", "learnt")) {
        assertThat(browser.find("#" + table).isDisplayed()).as(table).isTrue();
      }
      browser.find("nav a[href$='day']").click();
      browser.awaitText(".lead", text -> text.endsWith("hour by hour."));
      assertClean(test);
    } finally {
      browser.scripts(true);
    }
  }

  @Test
  void nothingIsWiderThanTheScreenAndThePageIsSmall() throws Exception {
    try (var test = new TestPage(past)) {
      for (int width : WIDTHS) {
        browser.screen(width, 800);
        browser.go(address(test) + "?span=month");
        browser.awaitText("[data-look='happy'] .of", "50 %"::equals);
        assertThat(browser.evaluate(OVERHANG)).as("at %d pixels", width).isEqualTo(0L);
        browser.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
        assertThat(browser.evaluate(OVERHANG)).as("open, at %d pixels", width).isEqualTo(0L);
      }
      Object bytes =
          browser.evaluate(
              "performance.getEntries().reduce((sum, e) => sum + (e.decodedBodySize || 0), 0)");
      assertThat(((Number) bytes).longValue()).isBetween(1L, 150_000L);
      assertClean(test);
    } finally {
      browser.screen(1280, 800);
    }
  }

  private long count(String selector) {
    return ((Number)
            browser.evaluate("document.querySelectorAll(\"%s\").length".formatted(selector)))
        .longValue();
  }

  /** How long the last of these bars is, in pixels. */
  private double length(String bars) {
    String last = "[...document.querySelectorAll(\"%s\")].at(-1)".formatted(bars);
    return ((Number)
            browser.evaluate("%s.x2.baseVal.value - %s.x1.baseVal.value".formatted(last, last)))
        .doubleValue();
  }

  private static String address(TestPage test) {
    return "http://localhost:" + test.page.port() + "/history";
  }

  private void assertClean(TestPage test) throws Exception {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).allMatch(url -> url.startsWith("http://localhost:"));
    assertThat(browser.requests()).anyMatch(url -> url.startsWith(address(test)));
  }
}
