package roomtone.mood;

/**
 * The room's mood after one frame.
 *
 * @param mood the settled mood, after smoothing, hysteresis and dwell
 * @param sinceNanos when this kind of mood began, on the monotonic clock of the frames
 * @param nanos when the frame was captured, on the same clock
 * @param epochMillis when the frame was captured, on the wall clock
 * @param changed whether the kind of mood is another one than after the frame before
 */
public record MoodReading(
    Mood mood, long sinceNanos, long nanos, long epochMillis, boolean changed) {}
