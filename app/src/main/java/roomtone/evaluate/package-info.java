/**
 * Measures what ships, on labelled data that stays outside the project.
 *
 * <p>The same code that runs in the kiosk reads the pictures, so a figure printed here is a figure
 * of the product. Nothing here chooses a threshold on the data it reports.
 */
@NullMarked
package roomtone.evaluate;

import org.jspecify.annotations.NullMarked;
