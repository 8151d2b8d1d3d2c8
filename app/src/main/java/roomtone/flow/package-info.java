/**
 * Hand-offs between threads.
 *
 * <p>A live kiosk wants the newest frame and the newest mood, never a queue of old ones, so the one
 * hand-off here forgets what was not taken in time. This package imports no other of Roomtone's.
 */
@NullMarked
package roomtone.flow;

import org.jspecify.annotations.NullMarked;
