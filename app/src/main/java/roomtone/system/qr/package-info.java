/**
 * QR codes, for what a phone is to open.
 *
 * <p>A code is known by its dark and light squares; who shows it draws them.
 */
@NullMarked
package roomtone.system.qr;

import org.jspecify.annotations.NullMarked;
