/**
 * The box around the kiosk: faults and health, and files that survive a power cut.
 *
 * <p>{@link roomtone.system.Faults} is the one list of what is wrong now, in sentences for the
 * operator; the page, the log and {@code /healthz} all read it. Nothing here imports another room
 * of Roomtone's.
 */
@NullMarked
package roomtone.system;

import org.jspecify.annotations.NullMarked;
