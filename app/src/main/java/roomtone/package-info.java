/**
 * The kiosk itself: the commands, the composition root that wires every room, and the mood loop.
 *
 * <p>Everything else lives in a package of its own and knows nothing of this one. Start reading at
 * {@code Kiosk}: the header of its {@code run} is the order in which parts start.
 */
@NullMarked
package roomtone;

import org.jspecify.annotations.NullMarked;
