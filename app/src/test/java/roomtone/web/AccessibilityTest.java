package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.camera.CameraStatus;
import roomtone.system.Fault;

/** Nobody is shut out: axe-core finds nothing on any page. */
final class AccessibilityTest extends PageBrowserTest {
  private static final List<String> PAGES =
      List.of(
          "", "wall", "privacy", "aim", "dj", "operator", "history", "proof", "notice", "nothing");

  private Past past;

  @BeforeAll
  void logEvenings(@TempDir Path folder) throws Exception {
    past = Pasts.evenings(folder.resolve("roomtone.db"));
  }

  @Test
  void guestsAreNotShutOut() throws Exception {
    try (var test = new TestPage(past)) {
      assertOpen(test, PAGES);
    }
  }

  @Test
  void theOperatorIsNotShutOut() throws Exception {
    try (var test = new TestPage(past)) {
      becomeOperator(test);
      var pages = new ArrayList<>(PAGES);
      pages.addAll(List.of("spotify", "settings", "setup"));
      assertOpen(test, pages);
    }
  }

  @Test
  void troubleIsToldToEverybody() throws Exception {
    try (var test = new TestPage(past)) {
      test.snapshot =
          Snapshots.with(
              new Fault("camera", "No picture: is its cable in?", Snapshots.NOW),
              new Fault("player", "MPD is not running.", Snapshots.NOW));
      assertOpen(test, List.of("", "wall"));
      test.snapshot = Snapshots.with(new CameraStatus.Off());
      assertOpen(test, List.of("", "wall", "aim"));
    }
  }

  private void assertOpen(TestPage test, List<String> pages) throws Exception {
    List<String> barriers = new ArrayList<>();
    for (boolean dark : List.of(true, false)) {
      browser.dark(dark);
      for (int width : List.of(360, 1280)) {
        browser.screen(width, 800);
        for (String path : pages) {
          browser.go(address(test) + path);
          browser.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
          String where = "/%s at %d px, %s: ".formatted(path, width, dark ? "dark" : "light");
          browser.barriers().forEach(barrier -> barriers.add(where + barrier));
        }
      }
    }
    assertThat(barriers).isEmpty();
  }
}
