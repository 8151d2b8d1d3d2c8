/**
 * How fast the kiosk is and what it takes: the whole of it at its usual pace, its stages flat out,
 * and by turns with the usual pipelines. {@code roomtone bench} prints it.
 */
@NullMarked
package roomtone.bench;

import org.jspecify.annotations.NullMarked;
