package roomtone.system;

import java.time.Instant;

/**
 * One thing that is wrong now.
 *
 * @param part which part of the kiosk: {@code "camera"}, {@code "player"}, {@code "history"}, …
 * @param message a sentence for the operator that says what to do
 * @param since when it began, on the wall clock
 */
public record Fault(String part, String message, Instant since) {}
