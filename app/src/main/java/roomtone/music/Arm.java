package roomtone.music;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A playlist that the DJ may choose.
 *
 * @param playlist its name, in the player and for people
 * @param tags languages, regions, and the policies it is for; in lower case
 * @param address where Spotify keeps it; empty where its name says enough
 */
public record Arm(String playlist, Set<String> tags, Optional<String> address) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<name>.*?)(?:\\s*\\[(?<tags>[^\\[\\]]*)])?"
              + "(?:\\s*=\\s*(?<address>spotify:\\S+|https://open\\.spotify\\.com/\\S+))?");

  /** Checks the name. */
  public Arm {
    if (playlist.isBlank() || playlist.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a playlist must have a name on one line");
    }
    tags =
        tags.stream()
            .map(tag -> tag.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads {@code Upbeat; Tollywood [telugu] = spotify:playlist:…; Filmi [hindi, elevate]}: names
   * with a semicolon between, each with tags and an address if it has any.
   */
  public static List<Arm> parse(String text) {
    return Arrays.stream(text.split(";"))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(Arm::one)
        .toList();
  }

  private static Arm one(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no playlist");
    }
    String tags = Optional.ofNullable(matcher.group("tags")).orElse("");
    return new Arm(
        matcher.group("name").strip(),
        Arrays.stream(tags.split(","))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .collect(Collectors.toSet()),
        Optional.ofNullable(matcher.group("address")));
  }

  /** Whether it may be chosen under a policy: one without a policy's tag is for both. */
  boolean isFor(Policy policy) {
    boolean named = Arrays.stream(Policy.values()).anyMatch(each -> tags.contains(each.label()));
    return !named || tags.contains(policy.label());
  }

  /** Whether it has a tag that is no policy: a language or region. */
  boolean hasLanguage() {
    return tags.stream()
        .anyMatch(
            tag -> Arrays.stream(Policy.values()).noneMatch(each -> each.label().equals(tag)));
  }
}
