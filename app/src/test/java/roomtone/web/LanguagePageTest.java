package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import roomtone.emotion.Emotion;
import roomtone.language.Language;
import roomtone.language.Phrase;
import roomtone.mood.Mood;

/** Every page in every language that the kiosk speaks. */
class LanguagePageTest {
  /** They show the names of settings, which look like those of sentences. */
  private static final List<String> WITH_SETTINGS = List.of("/settings", "/setup");

  private static final List<String> PAGES =
      List.of(
          "/",
          "/wall",
          "/privacy",
          "/aim",
          "/dj",
          "/operator",
          "/history",
          "/spotify",
          "/settings",
          "/setup");
  private static final Pattern KEY =
      Pattern.compile("[>\" ](?:%s)\\.[a-z-]+[<\" .]".formatted(String.join("|", prefixes())));

  @Test
  void everyPageSpeaksEveryLanguageAndShowsNoKey() throws Exception {
    try (var test = new TestPage().asOperator()) {
      test.snapshot = Snapshots.of(new Mood.Felt(Emotion.HAPPY, 0.7f, 3));
      for (Language language : Language.ALL) {
        for (String path : PAGES) {
          HttpResponse<String> page =
              test.get(path, "Accept-Language", language.tag(), "Accept", "text/html");
          assertThat(page.statusCode()).as(path).isEqualTo(200);
          assertThat(page.headers().firstValue("Content-Language")).contains(language.tag());
          assertThat(page.headers().firstValue("Vary")).contains("Accept-Language");
          String visible = page.body().replaceAll("data-texts=\"[^\"]*\"", "");
          assertThat(visible)
              .as("%s in %s", path, language)
              .contains("<html lang=\"%s\"".formatted(language.tag()))
              .doesNotContain("{0}<", " {0} ");
          if (!WITH_SETTINGS.contains(path)) {
            assertThat(visible).as("%s in %s", path, language).doesNotContainPattern(KEY);
          }
        }
      }
    }
  }

  @Test
  void answersAndRefusalsAreInTheGuestsLanguage() throws Exception {
    try (var test = new TestPage()) {
      assertThat(test.post("/api/skip", "Accept-Language", "de").body())
          .contains("Zum nächsten Lied gesprungen.");
      test.nanos.pass(Duration.ofSeconds(3));
      test.result = new ActionResult.Refused(Phrase.of("refused.nothing-plays"));
      assertThat(test.post("/api/skip", "Accept-Language", "fr").body())
          .contains("Rien ne joue encore.");
      assertThat(test.get("/nothing", "Accept-Language", "de", "Accept", "text/html").body())
          .contains("<h1>Nicht gefunden</h1>");
    }
  }

  @Test
  void everyViewerFollowsInTheirOwnLanguage() throws Exception {
    try (var test = new TestPage();
        EventReader german = test.events("Accept-Language", "de");
        EventReader telugu = test.events("Accept-Language", "te");
        EventReader nothing = test.events()) {
      assertThat(german.data("status", "fröhlich")).isNotEmpty();
      test.show(Snapshots.of(new Mood.EmptyRoom()));
      assertThat(german.data("status", "Der Raum ist leer")).isNotEmpty();
      assertThat(telugu.data("status", "గది ఖాళీగా ఉంది")).isNotEmpty();
      assertThat(nothing.data("status", "The room is empty")).isNotEmpty();
    }
  }

  private static List<String> prefixes() {
    return Language.ENGLISH.patterns("").keySet().stream()
        .filter(key -> key.indexOf('.') > 0)
        .map(key -> key.substring(0, key.indexOf('.')))
        .distinct()
        .toList();
  }
}
