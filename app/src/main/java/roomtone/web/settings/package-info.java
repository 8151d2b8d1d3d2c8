/**
 * The settings as the page shows and changes them: what the page asks of the kiosk, and what it is
 * told. Nothing here holds a secret.
 */
@NullMarked
package roomtone.web.settings;

import org.jspecify.annotations.NullMarked;
