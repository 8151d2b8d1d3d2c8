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
    boolean pinned) {}
