package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import roomtone.camera.CameraStatus;
import roomtone.emotion.Emotion;
import roomtone.language.Language;
import roomtone.language.Phrase;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.system.Fault;

/** The page as a guest sees it, in Chromium. */
final class StatusPageBrowserTest extends PageBrowserTest {
  private static final List<Integer> WIDTHS = List.of(320, 390, 768, 1280, 1920);

  @Test
  void theMoodChangesOnTheScreen() throws Exception {
    try (var test = new TestPage()) {
      look(test);
      browser.awaitText("h1", "The room looks cheerful"::equals);
      for (Emotion emotion : Emotion.values()) {
        test.show(Snapshots.of(new Mood.Felt(emotion, 0.5f, 2)));
        browser.awaitText("h1", text -> text.endsWith(" " + emotion.adjective()));
        assertThat(browser.evaluate("document.querySelector('#look').getAttribute('href')"))
            .isEqualTo("#look-" + emotion.label());
        assertThat(
                browser.evaluate(
                    "document.querySelector('#look-' + '%s') !== null".formatted(emotion.label())))
            .isEqualTo(true);
      }
      test.show(Snapshots.of(new Mood.EmptyRoom()));
      browser.awaitText("h1", "The room is empty"::equals);
      assertThat(browser.find("#sure").isDisplayed()).isFalse();
      test.show(Snapshots.with(new CameraStatus.Off()));
      browser.awaitText("h1", "The camera is off"::equals);
      assertClean(test);
    }
  }

  @Test
  void skipAndLookAgainGiveFeedback() throws Exception {
    try (var test = new TestPage()) {
      becomeOperator(test);
      look(test);
      browser.find("form[action='/api/skip'] button").click();
      browser.awaitText("#said", Notice.SKIPPED.sentence(Language.ENGLISH)::equals);
      test.result =
          new ActionResult.Refused(Phrase.plain("The camera is off: nothing to look at."));
      browser.find("form[action='/api/rescan'] button").click();
      browser.awaitText("#said", "The camera is off: nothing to look at."::equals);
      assertThat(test.asked).containsExactly("skip", "rescan");
      // The refusal's status is in the console, as every failed request.
      assertThat(browser.complaints()).hasSize(1).allMatch(text -> text.contains("409"));
      assertLocal(test);
    }
  }

  @Test
  void faultsAppearAndVanish() throws Exception {
    try (var test = new TestPage()) {
      look(test);
      assertThat(browser.find("#faults").isDisplayed()).isFalse();
      test.show(Snapshots.with(new Fault("player", "MPD is <b>not</b> running.", Snapshots.NOW)));
      browser.awaitText("#faults li", text -> text.endsWith("MPD is <b>not</b> running."));
      test.show(Snapshots.CHEERFUL);
      browser.awaitText("#faults", String::isEmpty);
      assertClean(test);
    }
  }

  @Test
  void theOperatorPairsByTheButtonWithAndWithoutScript() throws Exception {
    for (boolean scripts : List.of(true, false)) {
      try (var test = new TestPage()) {
        browser.scripts(scripts);
        becomeOperator(test);
        assertThat(browser.find(".operator tbody").getText()).contains("Chrome on Linux, no. 1");
        browser.go(address(test) + "dj");
        browser.find(".dj td button").click();
        browser.awaitText(".dj .advice", Notice.DJ_TOLD.sentence(Language.ENGLISH)::equals);
        assertThat(test.asked).containsExactly("pin angry Rap");
        browser.go(address(test) + "operator");
        browser.find("form[action='/api/operator/leave'] button").click();
        browser.awaitText("h1", "Are you the operator?"::equals);
        assertClean(test);
      } finally {
        browser.scripts(true);
      }
    }
  }

  @Test
  void thePreviewAppearsAfterAPressOnTheButton() throws Exception {
    try (var test = new TestPage()) {
      test.aimed = AimViews.with(AimView.Light.GOOD);
      test.picture = new AimPicture(2, 2, new byte[] {0, 60, 120, (byte) 200});
      becomeOperator(test);
      browser.go(address(test) + "aim");
      assertThat(browser.find("#preview").isDisplayed()).isFalse();
      browser.find("#preview-form button").click();
      browser.awaitText("#preview-waits", text -> text.startsWith("Press the button"));
      assertThat(test.access.presence().press()).isTrue();
      browser.awaitText("#preview-waits", String::isEmpty);
      assertThat(browser.find("#preview").isDisplayed()).isTrue();
      browser.await("document.getElementById('preview').naturalWidth === 2");
      test.nanos.pass(Duration.ofMinutes(1));
      browser.awaitText("#preview-form button", text -> text.startsWith("Show the picture"));
      assertThat(browser.find("#preview").isDisplayed()).isFalse();
      look(test);
      assertLocal(test);
    }
  }

  @Test
  void ignoredPlacesAreListedAndCanBeLookedAtAgain() throws Exception {
    try (var test = new TestPage()) {
      becomeOperator(test);
      look(test);
      assertThat(browser.find("#ignored").isDisplayed()).isFalse();
      test.show(
          Snapshots.with(
              new StatusSnapshot.IgnoredPlace(4, false, 0.1f, 0.1f, 0.1f, 0.1f, Snapshots.NOW)));
      browser.awaitText("#ignored li span", "A picture on the wall, upper left"::equals);
      browser.find("#ignored button").click();
      browser.awaitText("#said", Notice.LOOKING.sentence(Language.ENGLISH)::equals);
      assertThat(test.asked).containsExactly("look again at 4");
      test.show(Snapshots.CHEERFUL);
      browser.awaitText("#ignored", String::isEmpty);
      assertClean(test);
    }
  }

  @Test
  void followsInTheLanguageOfTheBrowser() throws Exception {
    try (var test = new TestPage()) {
      browser.language("hi");
      browser.go(address(test));
      browser.awaitText("#live", "लाइव"::equals);
      test.show(Snapshots.of(new Mood.EmptyRoom()));
      browser.awaitText("h1", "कमरा ख़ाली है"::equals);
      browser.find("form[action='/api/skip'] button").click();
      browser.awaitText("#said", Notice.SKIPPED.sentence(Language.preferred("hi"))::equals);
      assertThat(browser.find("#changed").getText()).isEqualTo("4 मिनट पहले बदला।");
      assertClean(test);
    } finally {
      browser.language("en");
    }
  }

  @Test
  void aGuestSaysThatTheMoodIsWrongAndTheOperatorChoosesAnother() throws Exception {
    for (boolean scripts : List.of(true, false)) {
      try (var test = new TestPage()) {
        browser.scripts(scripts);
        browser.go(address(test));
        browser.find("#verdict summary").click();
        browser.find("#verdict option[value='sad']").click();
        browser.find("#verdict select ~ button, #verdict label ~ button").click();
        browser.awaitText("#said", Notice.COUNTED.sentence(Language.ENGLISH)::equals);
        becomeOperator(test);
        browser.go(address(test));
        browser.find("#follow option[value='fear']").click();
        browser.find(".follow button").click();
        browser.awaitText("#said", Notice.FOLLOWS.sentence(Language.ENGLISH)::equals);
        assertThat(test.asked).containsExactly("verdict false sad", "follow fear");
        browser.go("about:blank");
        assertClean(test);
      } finally {
        browser.scripts(true);
      }
    }
  }

  @Test
  void theWallShowsTheRoomAndFollowsIt() throws Exception {
    try (var test = new TestPage()) {
      browser.screen(1920, 1080);
      browser.go(address(test) + "wall");
      browser.awaitText("#live", "Live"::equals);
      assertThat(browser.find("h1").getText()).isEqualTo("The room looks cheerful");
      assertThat(browser.count("button, input, select, details")).isZero();
      test.show(Snapshots.of(new Mood.EmptyRoom()));
      browser.awaitText("h1", "The room is empty"::equals);
      assertThat(browser.evaluate("document.documentElement.scrollHeight <= 1080")).isEqualTo(true);
      assertClean(test);
    } finally {
      browser.screen(1280, 800);
    }
  }

  @Test
  void evilTitlesStayText() throws Exception {
    try (var test = new TestPage()) {
      look(test);
      String evil = "<img src=x onerror=\"document.title='owned'\">";
      test.show(
          Snapshots.with(new PlayerStatus.Playing("Upbeat", Snapshots.song(evil), Duration.ZERO)));
      browser.awaitText(".music h2", evil::equals);
      browser.go(address(test));
      assertThat(browser.find(".music h2").getText()).isEqualTo(evil);
      assertClean(test);
    }
  }

  @Test
  void worksWithoutScript() throws Exception {
    try (var test = new TestPage()) {
      browser.scripts(false);
      browser.go(address(test));
      assertThat(browser.find("h1").getText()).isEqualTo("The room looks cheerful");
      browser.find("form[action='/api/skip'] button").click();
      browser.awaitText("#said", Notice.SKIPPED.sentence(Language.ENGLISH)::equals);
      assertThat(test.asked).containsExactly("skip");
      assertClean(test);
    } finally {
      browser.scripts(true);
    }
  }

  @Test
  void saysWhenTheKioskIsGone() throws Exception {
    try (var test = new TestPage()) {
      look(test);
      test.page.close();
      browser.awaitText("#live", "Reconnecting"::equals);
      browser.find("form[action='/api/skip'] button").click();
      browser.awaitText("#said", text -> text.startsWith("The kiosk does not answer"));
    }
  }

  @Test
  void nothingIsWiderThanTheScreenAndThePageIsSmall() throws Exception {
    try (var test = new TestPage()) {
      String word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente".repeat(2);
      test.snapshot =
          Snapshots.with(new PlayerStatus.Playing(word, Snapshots.song(word), Duration.ZERO));
      for (int width : WIDTHS) {
        browser.screen(width, 800);
        for (String path : List.of("wall", "aim", "dj", "operator", "privacy", "")) {
          browser.go(address(test) + path);
          assertFits("/%s at %d".formatted(path, width));
        }
      }
      look(test);
      assertSmall();
      assertClean(test);
    } finally {
      browser.screen(1280, 800);
    }
  }

  private void look(TestPage test) {
    browser.go(address(test));
    browser.awaitText("#live", "Live"::equals);
  }
}
