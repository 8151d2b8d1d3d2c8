package roomtone.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was wrong.
 *
 * @param from when it began
 * @param to when it ended; null while it lasts
 * @param part which part of the kiosk
 * @param message the sentence the operator was shown
 */
public record FaultEvent(Instant from, @Nullable Instant to, String part, String message) {}
