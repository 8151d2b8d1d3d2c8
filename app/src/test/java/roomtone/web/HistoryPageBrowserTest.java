package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of the past as somebody sees it, in Chromium. */
final class HistoryPageBrowserTest extends PageBrowserTest {
  private static final List<Integer> WIDTHS = List.of(320, 360, 768, 1280, 1920);

  private Past past;

  @BeforeAll
  void logEvenings(@TempDir Path folder) throws Exception {
    past = Pasts.evenings(folder.resolve("roomtone.db"));
  }

  @Test
  void chartsAreDrawnAndTheirTablesAreOneKeyAway() throws Exception {
    try (var test = new TestPage(past)) {
      browser.go(history(test));
      browser.awaitText("[data-look='happy'] .of", "50 %"::equals);
      assertThat(browser.count("[data-chart='moods'] .lane")).isEqualTo(3);
      assertThat(browser.count("[data-look='happy'] .ct-bar")).isEqualTo(7);
      assertThat(browser.count("[data-chart='songs'] .ct-bar")).isEqualTo(4);
      assertThat(browser.count("[data-chart='hours'] .ct-bar")).isEqualTo(24);
      assertThat(browser.count("[data-chart='learnt'] .guess"))
          .isEqualTo(browser.count("#learnt tbody tr"))
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
  void chartsAreTheSameInALanguageWithADecimalComma() throws Exception {
    try (var test = new TestPage(past)) {
      browser.language("fr");
      browser.go(history(test));
      browser.awaitText("h1", "Historique"::equals);
      browser.await("document.querySelectorAll(\"[data-chart='hours'] .ct-bar\").length === 24");
      assertThat(length("[data-chart='songs'] .ct-series-a [data-look='happy']")).isGreaterThan(0);
      assertThat(
              browser.evaluate(
                  "[...document.querySelectorAll(\"[data-chart='hours'] .ct-bar\")]"
                      + ".some(bar => bar.y1.baseVal.value > bar.y2.baseVal.value)"))
          .isEqualTo(true);
      assertClean(test);
    } finally {
      browser.language("en");
    }
  }

  @Test
  void worksWithoutScript() throws Exception {
    try (var test = new TestPage(past)) {
      browser.scripts(false);
      browser.go(history(test));
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
        browser.go(history(test) + "?span=month");
        browser.awaitText("[data-look='happy'] .of", "50 %"::equals);
        assertFits("at %d pixels".formatted(width));
        browser.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
        assertFits("open, at %d pixels".formatted(width));
      }
      assertSmall();
      assertClean(test);
    } finally {
      browser.screen(1280, 800);
    }
  }

  /** How long the last of these bars is, in pixels. */
  private double length(String bars) {
    String last = "[...document.querySelectorAll(\"%s\")].at(-1)".formatted(bars);
    return ((Number)
            browser.evaluate("%s.x2.baseVal.value - %s.x1.baseVal.value".formatted(last, last)))
        .doubleValue();
  }

  private static String history(TestPage test) {
    return address(test) + "history";
  }
}
