package roomtone.history;

import java.time.Instant;

/**
 * Rows that were too old were looked for.
 *
 * @param at when, on the wall clock
 * @param rows how many were removed
 */
public record Removal(Instant at, long rows) {}
