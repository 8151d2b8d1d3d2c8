package roomtone.history;

import java.time.Instant;

/** One thing that waits to be written. */
sealed interface Entry {
  /**
   * An interval of the room's mood: ended, or as far as it has come.
   *
   * @param sequence which interval of this run: the same number again replaces what was written
   * @param interval the row
   */
  record Room(long sequence, MoodInterval interval) implements Entry {}

  /** A song that began. */
  record Play(PlayEvent event) implements Entry {}

  /** What a person did. */
  record Action(ActionEvent event) implements Entry {}

  /** Something that somebody changed. */
  record Change(ChangeEvent event) implements Entry {}

  /** What somebody said of the mood. */
  record Verdict(VerdictEvent event) implements Entry {}

  /** A part became faulty, which ends what was said of it before. */
  record FaultBegan(Instant at, String part, String message) implements Entry {}

  /** A part is well again. */
  record FaultEnded(Instant at, String part) implements Entry {}

  /** Whether it is written at once: an operator looks for faults after a power cut. */
  default boolean urgent() {
    return this instanceof FaultBegan || this instanceof FaultEnded;
  }
}
