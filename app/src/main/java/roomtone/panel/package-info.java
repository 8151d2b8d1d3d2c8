/**
 * The light and the one button: on GPIO lines of a Pi, or on the console of a laptop.
 *
 * <p>A {@link roomtone.panel.PanelPattern} is what the light shows for a mood or a fault, told
 * apart without colour too. A button's callback only enqueues.
 */
@NullMarked
package roomtone.panel;

import org.jspecify.annotations.NullMarked;
