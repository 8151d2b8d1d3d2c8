/**
 * Who the program talks to, and how many bytes.
 *
 * <p>Whatever opens a connection to another program counts it on a {@link
 * roomtone.system.outbound.Line} of the one {@link roomtone.system.outbound.Outbound}; a test of
 * the architecture finds who does not. Guests may read the list: it holds hosts, purposes and sums,
 * and nothing that was said.
 */
@NullMarked
package roomtone.system.outbound;

import org.jspecify.annotations.NullMarked;
