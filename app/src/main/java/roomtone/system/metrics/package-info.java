/**
 * The kiosk's figures, for Prometheus to collect.
 *
 * <p>{@link roomtone.system.metrics.Metrics} holds them and writes them as text; what is measured
 * is decided elsewhere. Only this package uses Prometheus' library, and nothing here listens on a
 * port.
 */
@NullMarked
package roomtone.system.metrics;

import org.jspecify.annotations.NullMarked;
