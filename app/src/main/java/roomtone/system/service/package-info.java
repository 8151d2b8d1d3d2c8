/**
 * The kiosk as a service: what it tells systemd, and what it remembers of its own starts.
 *
 * <p>{@link roomtone.system.service.ServiceManager} speaks the protocol of sd_notify(3), {@link
 * roomtone.system.service.Watchdog} keeps systemd from starting the kiosk again only while every
 * part that must move does move, and {@link roomtone.system.service.Starts} knows when starts fail
 * again and again. Outside a service all three are silent.
 */
@NullMarked
package roomtone.system.service;

import org.jspecify.annotations.NullMarked;
