package roomtone.history;

import java.time.Instant;

/**
 * A stretch of time in which the room kept one mood.
 *
 * @param from its start
 * @param to its end, or the moment of asking for the one that still goes on
 * @param mood an expression's label, {@code "empty"} or {@code "unsure"}
 * @param confidence the mean probability of that expression over the interval, 0 to 1
 * @param visitors the most people counted at once
 */
public record MoodInterval(
    Instant from, Instant to, String mood, double confidence, int visitors) {}
