/**
 * The page on the local network and its small API.
 *
 * <p>It reads a {@link roomtone.web.StatusSnapshot} and passes on what a guest asks for; it knows
 * no hardware. Only this package uses Javalin. Every asset is served from here: no address outside
 * the box is ever named in a page.
 */
@NullMarked
package roomtone.web;

import org.jspecify.annotations.NullMarked;
