package roomtone.mood;

/** Hears the room's mood after every frame, on the mood loop's thread: it must never block. */
@FunctionalInterface
public interface MoodListener {
  /** Called after each frame. */
  void onMood(MoodReading reading);
}
