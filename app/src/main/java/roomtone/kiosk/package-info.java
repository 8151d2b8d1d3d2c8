/**
 * The kiosk itself: the composition root that wires every room, the mood loop, and what joins two
 * rooms.
 *
 * <p>Every other room knows nothing of this one. Start reading at {@code Kiosk}: the header of its
 * {@code run} is the order in which parts start.
 */
@NullMarked
package roomtone.kiosk;

import org.jspecify.annotations.NullMarked;
