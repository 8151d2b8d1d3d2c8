/**
 * What the kiosk can prove of what it keeps and whom it talks to.
 *
 * <p>Guests may read all of it: kinds, sums and hosts, never a path, a name or what was said.
 */
@NullMarked
package roomtone.web.proof;

import org.jspecify.annotations.NullMarked;
