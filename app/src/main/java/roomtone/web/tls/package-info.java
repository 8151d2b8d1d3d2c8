/**
 * The page's own certificate, for HTTPS on a network where nobody else could vouch for the kiosk:
 * made on the device, known by its fingerprint.
 */
@NullMarked
package roomtone.web.tls;

import org.jspecify.annotations.NullMarked;
