/**
 * Makes the page known on the local network by mDNS, as {@code _roomtone._tcp}, and finds what
 * others announce there.
 *
 * <p>{@link roomtone.system.mdns.Announcement} and {@link roomtone.system.mdns.ServiceBrowser}
 * follow the machine's addresses as they come and go. Only this package uses JmDNS.
 */
@NullMarked
package roomtone.system.mdns;

import org.jspecify.annotations.NullMarked;
