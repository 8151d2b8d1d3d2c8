package roomtone.music.mpd;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A playlist that is not stored but selected from the library by the files' tags: {@code
 * genre:Jazz}.
 *
 * @param tag MPD's name of the tag
 * @param value what it has to contain
 */
record MpdSelection(String tag, String value) {
  private static final Pattern FORM =
      Pattern.compile("(?<tag>(?i)genre|mood|artist|album|date|grouping):\\s*(?<value>\\S.*)");

  /** Reads a playlist's name; empty where it is an ordinary one. */
  static Optional<MpdSelection> parse(String name) {
    Matcher matcher = FORM.matcher(name.strip());
    return matcher.matches()
        ? Optional.of(
            new MpdSelection(
                matcher.group("tag").toLowerCase(Locale.ROOT), matcher.group("value").strip()))
        : Optional.empty();
  }

  /** The command that adds the selection to the queue. */
  MpdCommand command() {
    String quoted = value.replace("\\", "\\\\").replace("'", "\\'");
    return MpdCommand.of("searchadd", "(%s contains '%s')".formatted(tag, quoted));
  }
}
