/**
 * Chooses and plays music: the {@link roomtone.music.Dj} turns moods into playlists, a {@link
 * roomtone.music.MusicPlayer} plays them.
 *
 * <p>The DJ changes playlist only when a mood has held, and by default only at a song's end.
 * Players talk to the outside world, so every call is made on the DJ's own thread and may fail;
 * what a player is doing is a sealed {@link roomtone.music.PlayerStatus}.
 */
@NullMarked
package roomtone.music;

import org.jspecify.annotations.NullMarked;
