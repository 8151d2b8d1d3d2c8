package roomtone.history;

import java.time.Instant;

/**
 * What somebody in the room said of its mood.
 *
 * @param at when
 * @param mood what the room was read as: an expression's label
 * @param agreed whether they found that right
 * @param instead the expression that they saw; empty if they did not say
 */
public record VerdictEvent(Instant at, String mood, boolean agreed, String instead) {}
