/**
 * The commands: {@code Main} names them, one class each. What runs when the box is switched on is
 * {@link roomtone.kiosk}.
 *
 * <p>Nothing knows of this package.
 */
@NullMarked
package roomtone;

import org.jspecify.annotations.NullMarked;
