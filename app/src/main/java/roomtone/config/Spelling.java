package roomtone.config;

import java.util.Optional;
import java.util.stream.Stream;

/** Guesses what somebody meant to type. */
public final class Spelling {
  private static final int MOST_SLIPS = 2;

  private Spelling() {}

  /** The first of the known words that is at most two letters away. */
  public static Optional<String> nearest(String word, Stream<String> known) {
    return known.filter(each -> isAlmost(each, word)).findFirst();
  }

  /** Lengths first: a key of a hostile file may be very long. */
  private static boolean isAlmost(String one, String other) {
    return Math.abs(one.length() - other.length()) <= MOST_SLIPS
        && distance(one, other) <= MOST_SLIPS;
  }

  /** Levenshtein's distance: how many letters to add, drop or change. */
  private static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
