/**
 * The byte watcher: sees every byte that a program writes or sends, and looks for pictures and face
 * vectors in them.
 *
 * <p>{@link roomtone.watch.Watch} lets strace note the system calls, {@link
 * roomtone.watch.KnownPictures} knows what the camera showed, {@link roomtone.watch.Search} looks
 * for it. What it finds and what it can't is said there.
 */
@NullMarked
package roomtone.watch;

import org.jspecify.annotations.NullMarked;
