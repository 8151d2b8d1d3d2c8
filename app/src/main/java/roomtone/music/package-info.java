/**
 * Chooses and plays music: the {@link roomtone.music.Dj} turns moods into playlists, a {@link
 * roomtone.music.MusicPlayer} plays them.
 *
 * <p>Three parts, each with one question. The {@link roomtone.music.Governor} decides when the
 * music changes and for which expression; it is pure. The {@link roomtone.music.Deck} brings the
 * player to what was decided, again and again until it does. The DJ is the thread around both,
 * because players talk to the outside world and may be slow or fail; what a player is doing is a
 * sealed {@link roomtone.music.PlayerStatus}.
 */
@NullMarked
package roomtone.music;

import org.jspecify.annotations.NullMarked;
