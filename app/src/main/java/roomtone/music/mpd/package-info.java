/**
 * Plays music through a Music Player Daemon, over its Unix socket or over TCP.
 *
 * <p>The protocol is lines of text: {@link roomtone.music.mpd.LineChannel} moves lines and keeps
 * deadlines, {@link roomtone.music.mpd.MpdConnection} asks and answers, {@link
 * roomtone.music.mpd.MpdSession} knows the commands, and {@link roomtone.music.mpd.MpdPlayer} keeps
 * the connection alive and remembers what should be playing.
 */
@NullMarked
package roomtone.music.mpd;

import org.jspecify.annotations.NullMarked;
