package roomtone.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The languages: each is whole, and the right one is chosen. */
class LanguageTest {
  static final java.util.List<Language> ALL = Language.ALL;
  private static final Pattern GAP = Pattern.compile("\\{(\\d)");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "-|en",
        "''|en",
        "de-AT,de;q=0.9,en;q=0.8|de",
        "te-IN, hi;q=0.9, en;q=0.8|te",
        "ja, fr;q=0.5, en;q=0.4|fr",
        "ja|en",
        "en-GB|en",
        "de;q=0.3, hi;q=0.7|hi",
        "*|en",
        ";;;q=x|en"
      })
  void theBrowserChoosesTheLanguage(String header, String tag) {
    assertThat(Language.preferred(header).tag()).isEqualTo(tag);
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void everyLanguageIsWhole(Language language) throws IOException {
    Properties english = sentences("en");
    Properties sentences = sentences(language.tag());
    assertThat(sentences.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      String sentence = sentences.getProperty(key);
      assertThat(sentence).as(key).isNotBlank().doesNotContain("'");
      assertThat(gaps(sentence)).as(key).isEqualTo(gaps(english.getProperty(key)));
      new MessageFormat(sentence, language.locale());
    }
  }

  @Test
  void whatTheProgramSaysIsInTheFiles() throws IOException {
    Properties english = sentences("en");
    Pattern said =
        Pattern.compile(
            "(?:\\.say|[^.\\w]say|Phrase\\.of|Phrase::of|said)\\(\\s*\"([a-z][\\w.-]*\\w)\"");
    var keys = new TreeSet<String>();
    for (String folder : new String[] {"src/main/java", "src/main/jte"}) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          said.matcher(Files.readString(file)).results().forEach(hit -> keys.add(hit.group(1)));
        }
      }
    }
    assertThat(keys).isNotEmpty();
    assertThat(english.stringPropertyNames()).containsAll(keys);
  }

  @Test
  void phrasesMayHoldPhrases() {
    Phrase both = Phrase.plain("Upbeat").then(Phrase.of("age.minutes", 4));
    assertThat(Language.ENGLISH.say(both)).isEqualTo("Upbeat 4 min");
    assertThat(Language.preferred("hi").say(both)).isEqualTo("Upbeat 4 मिनट");
    assertThat(Language.ENGLISH.say(Phrase.plain("It's {0} % 'off'")))
        .isEqualTo("It's {0} % 'off'");
    assertThat(Language.ENGLISH.say(Phrase.none())).isEmpty();
  }

  @Test
  void timesAndDatesFollowTheLanguage() {
    Language german = Language.preferred("de");
    assertThat(german.age(Duration.ofSeconds(59))).isEqualTo("weniger als einer Minute");
    assertThat(german.age(Duration.ofMinutes(59))).isEqualTo("59 min");
    assertThat(german.age(Duration.ofHours(23))).isEqualTo("23 h");
    assertThat(german.age(Duration.ofDays(3))).isEqualTo("3 d");
    assertThat(german.date("day", LocalDate.of(2026, 3, 22))).isEqualTo("22. März 2026");
    assertThat(Language.preferred("te").date("day", LocalDate.of(2026, 3, 22)))
        .isEqualTo("22 మార్చి 2026");
  }

  private static Properties sentences(String tag) throws IOException {
    var sentences = new Properties();
    sentences.load(
        new InputStreamReader(
            Language.class.getResourceAsStream(tag.toLowerCase(Locale.ROOT) + ".properties"),
            StandardCharsets.UTF_8));
    return sentences;
  }

  private static Set<String> gaps(String sentence) {
    var gaps = new TreeSet<String>();
    GAP.matcher(sentence).results().forEach(hit -> gaps.add(hit.group(1)));
    return gaps;
  }
}
