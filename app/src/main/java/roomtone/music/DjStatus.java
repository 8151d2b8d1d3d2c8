package roomtone.music;

import java.time.Instant;
import java.util.Optional;
import roomtone.emotion.Emotion;
import roomtone.language.Phrase;
import roomtone.mood.Mood;

/**
 * What the DJ is doing and why, in sentences for guests.
 *
 * @param choice the playlist that was chosen last; empty before the first
 * @param reason why this music: {@code "The room looks cheerful, so: Upbeat."}
 * @param next what has to happen before it changes: {@code "Calm comes next, when this song ends."}
 * @param problem what is wrong with the music, a sentence for the operator; empty while all is well
 * @param player what the player is doing
 * @param pick how the playlist was chosen; empty before the first
 * @param byHand the expression that somebody chose to play for; empty while the room decides
 */
public record DjStatus(
    Optional<Choice> choice,
    Phrase reason,
    Phrase next,
    Optional<String> problem,
    PlayerStatus player,
    Optional<Pick> pick,
    Optional<Emotion> byHand) {
  /** The same while the player does this. */
  DjStatus with(PlayerStatus now) {
    return new DjStatus(choice, reason, next, problem, now, pick, byHand);
  }

  /**
   * A chosen playlist.
   *
   * @param playlist as named in the settings
   * @param mood what it was chosen for
   * @param since when, on the wall clock
   */
  public record Choice(String playlist, Mood.Felt mood, Instant since) {}
}
