package roomtone.mood;

import roomtone.emotion.Emotion;

/** The mood of the room. */
public sealed interface Mood {
  /** Nobody is there. */
  record EmptyRoom() implements Mood {}

  /**
   * No expression stands out, or the camera gives no picture to find one in.
   *
   * @param visitors how many people; 0 where nothing can be seen
   */
  record Unsure(int visitors) implements Mood {}

  /**
   * The room shows an expression.
   *
   * @param emotion which
   * @param confidence the room's probability of it, 0 to 1
   * @param visitors how many people, at least 1
   */
  record Felt(Emotion emotion, float confidence, int visitors) implements Mood {}

  /** How many people were counted. */
  default int people() {
    return switch (this) {
      case EmptyRoom() -> 0;
      case Unsure(int visitors) -> visitors;
      case Felt(var _, var _, int visitors) -> visitors;
    };
  }

  /** The word for logs and the API: an expression's label, {@code "empty"} or {@code "unsure"}. */
  default String label() {
    return switch (this) {
      case EmptyRoom() -> "empty";
      case Unsure(var _) -> "unsure";
      case Felt(Emotion emotion, var _, var _) -> emotion.label();
    };
  }

  /** The room's probability of the expression it shows, 0 to 1; 0 where it shows none. */
  default float sureness() {
    return this instanceof Felt felt ? felt.confidence() : 0;
  }

  /** Whether this and {@code other} are the same answer, whatever the numbers beside it. */
  default boolean sameKind(Mood other) {
    return label().equals(other.label());
  }
}
