package roomtone.music;

import roomtone.music.Repertoire.Context;

/**
 * A playlist that was chosen, and how. Immutable.
 *
 * @param arm the playlist
 * @param context what it was chosen for
 * @param estimate what was believed of it
 * @param alternatives among how many it was drawn
 * @param seed of the draw: with the same beliefs it gives the same playlist
 * @param step of the way to another mood, from 0 on
 * @param steps how many the way has; 1 where music matches the mood
 * @param pinned whether a person fixed it
 */
public record Pick(
    Arm arm,
    Context context,
    Estimate estimate,
    int alternatives,
    long seed,
    int step,
    int steps,
    boolean pinned) {
  /** How it was chosen, a sentence for people; empty where there was no choice. */
  public String how() {
    if (pinned) {
      return "Somebody fixed this playlist for this mood.";
    }
    if (alternatives < 2) {
      return "";
    }
    return "Drawn from %d playlists (policy %s): here it is let run in about %d of 100 songs, %d to %d as far as is known; seed %x."
        .formatted(
            alternatives,
            context.policy().label(),
            percent(estimate.mean()),
            percent(estimate.low()),
            percent(estimate.high()),
            seed);
  }

  private static long percent(double share) {
    return Math.round(share * 100);
  }
}
