package roomtone.language;

import java.util.List;

/**
 * Something said to people, before it is put into a language. Immutable.
 *
 * @param key which sentence of the language files
 * @param arguments what fills its gaps: numbers, names as they are, and phrases
 */
public record Phrase(String key, List<Object> arguments) {
  /** Copies the arguments. */
  public Phrase {
    arguments = List.copyOf(arguments);
  }

  /** A phrase with these in its gaps. */
  public static Phrase of(String key, Object... arguments) {
    return new Phrase(key, List.of(arguments));
  }

  /** Names or sentences that need no translation. */
  public static Phrase plain(String text) {
    return of("plain", text);
  }

  /** What a mood looks like: {@code "cheerful"}; takes the mood's label. */
  public static Phrase look(String label) {
    return of("look." + label);
  }

  /** Nothing said. */
  public static Phrase none() {
    return plain("");
  }

  /** In English, for the log and other programs. */
  @Override
  public String toString() {
    return Language.ENGLISH.say(this);
  }

  /** Two sentences, one after the other. */
  public Phrase then(Phrase next) {
    return of("then", this, next);
  }
}
