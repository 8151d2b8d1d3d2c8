package roomtone.history;

import java.time.Instant;

/**
 * Something that was changed, for the operator to see who did it.
 *
 * @param at when
 * @param who an operator's browser, or "the button"
 * @param what a short sentence without a full stop
 */
public record ChangeEvent(Instant at, String who, String what) {}
