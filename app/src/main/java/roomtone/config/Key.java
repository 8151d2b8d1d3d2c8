package roomtone.config;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One key of the settings file: its name, type, bounds, default and what it is for. Immutable.
 *
 * @param <T> what its text is read as
 * @param name with dots between its levels: {@code "web.port"}
 * @param type what kind of value it takes
 * @param fallback the text that holds where the file says nothing
 * @param range what is allowed, for people: {@code "0 to 65535"}
 * @param description one sentence or two, for people
 * @param environment the environment variable that overrides the file
 * @param secret whether its value is never shown
 * @param parser reads the text, throwing IllegalArgumentException where it is not allowed
 */
record Key<T>(
    String name,
    SettingType type,
    String fallback,
    String range,
    String description,
    Optional<String> environment,
    boolean secret,
    Function<String, T> parser) {
  /** What is shown instead of a secret. */
  static final String HIDDEN = "(set, not shown)";

  private static final Pattern LOGIN = Pattern.compile("://[^/\\s]*@");
  // More digits than any setting allows, and few enough that days of them are still a Duration.
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12}) ?(ms|s|min|h|d)");

  /** A text of any form. */
  static Key<String> text(String name, String fallback, String range, String description) {
    return key(name, fallback, range, description, Function.identity());
  }

  /** A text that {@code check} accepts; it throws IllegalArgumentException where it does not. */
  static Key<String> text(
      String name, String fallback, String range, String description, Consumer<String> check) {
    return key(
        name,
        fallback,
        range,
        description,
        text -> {
          check.accept(text);
          return text;
        });
  }

  /** A password or the like: kept out of the file by an environment variable, never shown. */
  static Key<String> secret(String name, String environment, String description) {
    return new Key<>(
        name,
        SettingType.SECRET,
        "",
        "text; better set by " + environment,
        description,
        Optional.of(environment),
        true,
        Function.identity());
  }

  /** A whole number from {@code least} to {@code most}. */
  static Key<Integer> number(String name, int fallback, int least, int most, String description) {
    return key(
        SettingType.NUMBER,
        name,
        Integer.toString(fallback),
        "%d to %d".formatted(least, most),
        description,
        text -> inRange(Integer.parseInt(text), least, most));
  }

  /** A number with a fraction from {@code least} to {@code most}. */
  static Key<Float> fraction(
      String name, float fallback, float least, float most, String description) {
    return key(
        SettingType.FRACTION,
        name,
        Float.toString(fallback),
        "%s to %s".formatted(least, most),
        description,
        text -> inRange(Float.valueOf(text), least, most));
  }

  /**
   * A length of time such as {@code 500 ms}, {@code 8 s}, {@code 3 min}, {@code 2 h}, {@code 90 d}.
   */
  static Key<Duration> duration(
      String name, String fallback, String least, String most, String description) {
    return key(
        SettingType.DURATION,
        name,
        fallback,
        "%s to %s".formatted(least, most),
        description,
        text -> inRange(parseDuration(text), parseDuration(least), parseDuration(most)));
  }

  /** An address on the web. */
  static Key<URI> address(String name, URI fallback, String description) {
    return key(
        SettingType.ADDRESS,
        name,
        fallback.toString(),
        "an http or https address",
        description,
        text -> {
          URI address = URI.create(text);
          if (address.getHost() == null || !text.matches("https?://.*")) {
            throw new IllegalArgumentException();
          }
          return address;
        });
  }

  /** True or false. */
  static Key<Boolean> flag(String name, boolean fallback, String description) {
    return key(
        SettingType.FLAG,
        name,
        Boolean.toString(fallback),
        "true or false",
        description,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  /** Words with spaces between. */
  static Key<List<String>> words(String name, String description) {
    return key(SettingType.WORDS, name, "", "words", description, text -> split(text).toList());
  }

  /** Whole numbers with spaces between. */
  static Key<List<Integer>> numbers(
      String name, String fallback, String range, String description) {
    return key(
        name, fallback, range, description, text -> split(text).map(Integer::valueOf).toList());
  }

  /** One of an enum's names, written small and with dashes. */
  static <E extends Enum<E>> Key<E> choice(
      String name, E fallback, Class<E> type, String description) {
    E[] values = type.getEnumConstants();
    return key(
        SettingType.CHOICE,
        name,
        word(fallback),
        Arrays.stream(values).map(Key::word).collect(Collectors.joining(" | ")),
        description,
        text ->
            Arrays.stream(values)
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  private static Stream<String> split(String text) {
    return text.isBlank() ? Stream.empty() : Arrays.stream(text.strip().split("\\s+"));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What people may see of a value: nothing of a secret, no password within an address. */
  String shown(String text) {
    if (secret) {
      return text.isEmpty() ? "" : HIDDEN;
    }
    return LOGIN.matcher(text).replaceAll("://" + HIDDEN + "@");
  }

  /** Whether what people see of a value is not all of it. */
  boolean isHiding(String text) {
    return !shown(text).equals(text);
  }

  /** What can be chosen; empty where it is no choice. */
  List<String> choices() {
    return type == SettingType.CHOICE ? Arrays.asList(range.split(" \\| ")) : List.of();
  }

  private static <T> Key<T> key(
      String name, String fallback, String range, String description, Function<String, T> parser) {
    return key(SettingType.TEXT, name, fallback, range, description, parser);
  }

  private static <T> Key<T> key(
      SettingType type,
      String name,
      String fallback,
      String range,
      String description,
      Function<String, T> parser) {
    return new Key<>(name, type, fallback, range, description, Optional.empty(), false, parser);
  }

  private static <N extends Comparable<N>> N inRange(N value, N least, N most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException();
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
