/**
 * Who may change things: the operator, who proves it by pressing the box's button or by a PIN, and
 * is then known by a secret that one browser keeps.
 */
@NullMarked
package roomtone.access;

import org.jspecify.annotations.NullMarked;
