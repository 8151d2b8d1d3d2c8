/**
 * Looks at the operator's own song files and proposes for which mood each is.
 *
 * <p>A {@link roomtone.music.library.SongFile} is read by FFmpeg: its tags and, where those say
 * nothing, its sound. {@link roomtone.music.library.Sound} measures tempo and loudness, and {@link
 * roomtone.music.library.Proposal} says what that suggests; a person decides.
 */
@NullMarked
package roomtone.music.library;

import org.jspecify.annotations.NullMarked;
