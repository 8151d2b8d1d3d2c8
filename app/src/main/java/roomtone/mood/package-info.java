/**
 * Turns what each visitor shows into the mood of the room.
 *
 * <p>Each visitor is smoothed over time first, then the visitors are averaged, then hysteresis and
 * a dwell keep the answer from flickering. "Unsure" is an answer like any other. Nothing here reads
 * a clock: time comes with the data.
 */
@NullMarked
package roomtone.mood;

import org.jspecify.annotations.NullMarked;
