package roomtone.history;

import java.time.Instant;

/**
 * A song that began.
 *
 * @param at when
 * @param playlist as named in the settings
 * @param title of the song
 * @param artist of the song; empty where unknown
 * @param mood the room's mood it was chosen for
 */
public record PlayEvent(Instant at, String playlist, String title, String artist, String mood) {}
