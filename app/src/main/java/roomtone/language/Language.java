package roomtone.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A language that the kiosk speaks, from its file of sentences ({@link MessageFormat} patterns).
 * Immutable.
 */
public final class Language {
  /** All of them; the first is spoken where a browser prefers none. */
  public static final List<Language> ALL =
      List.of("en", "de", "fr", "hi", "te").stream().map(Language::read).toList();

  /** The language of the log and the command line. */
  public static final Language ENGLISH = ALL.getFirst();

  private final Locale locale;
  private final Properties sentences;

  private Language(Locale locale, Properties sentences) {
    this.locale = locale;
    this.sentences = sentences;
  }

  private static Language read(String tag) {
    var sentences = new Properties();
    try (InputStream file =
        Objects.requireNonNull(Language.class.getResourceAsStream(tag + ".properties"))) {
      sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Language(Locale.forLanguageTag(tag), sentences);
  }

  /**
   * The one that a browser prefers (RFC 9110, section 12.5.4).
   *
   * @param acceptLanguage what it says it prefers; null where it says nothing
   */
  public static Language preferred(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.isBlank()) {
      return ENGLISH;
    }
    try {
      List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
      Locale best = Locale.lookup(ranges, ALL.stream().map(Language::locale).toList());
      return ALL.stream().filter(one -> one.locale.equals(best)).findFirst().orElse(ENGLISH);
    } catch (IllegalArgumentException senseless) {
      return ENGLISH;
    }
  }

  /** Its tag (BCP 47): {@code "de"}. */
  public String tag() {
    return locale.toLanguageTag();
  }

  /** For numbers and dates. */
  public Locale locale() {
    return locale;
  }

  /**
   * A sentence.
   *
   * @param arguments what fills its gaps: numbers, names as they are, and phrases
   */
  public String say(String key, Object... arguments) {
    String pattern = sentences.getProperty(key);
    if (pattern == null) {
      return this == ENGLISH ? key : ENGLISH.say(key, arguments);
    }
    if (arguments.length == 0) {
      return pattern;
    }
    Object[] said = arguments.clone();
    for (int i = 0; i < said.length; i++) {
      if (said[i] instanceof Phrase phrase) {
        said[i] = say(phrase);
      }
    }
    return new MessageFormat(pattern, locale).format(said);
  }

  /** A phrase in this language. */
  public String say(Phrase phrase) {
    return say(phrase.key(), phrase.arguments().toArray());
  }

  /** What a mood looks like: {@code "cheerful"}; takes the mood's label. */
  public String look(String label) {
    return say(Phrase.look(label));
  }

  /** The patterns below these prefixes, for a script that fills their gaps itself. */
  public Map<String, String> patterns(String... prefixes) {
    Map<String, String> patterns = new TreeMap<>();
    for (String key : sentences.stringPropertyNames()) {
      if (Stream.of(prefixes).anyMatch(key::startsWith)) {
        patterns.put(key, sentences.getProperty(key));
      }
    }
    return patterns;
  }

  /** A length of time in its largest whole unit: {@code "4 min"}. */
  public String age(Duration age) {
    if (age.toMinutes() < 1) {
      return say("age.now");
    }
    if (age.toHours() < 1) {
      return say("age.minutes", age.toMinutes());
    }
    return age.toDays() < 1 ? say("age.hours", age.toHours()) : say("age.days", age.toDays());
  }

  /** A moment at the kiosk's place, by a pattern of this language: {@code "day"}. */
  public String date(String pattern, TemporalAccessor moment) {
    return DateTimeFormatter.ofPattern(say("date." + pattern), locale)
        .withZone(ZoneId.systemDefault())
        .format(moment);
  }

  @Override
  public String toString() {
    return tag();
  }
}
