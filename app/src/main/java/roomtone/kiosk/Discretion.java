package roomtone.kiosk;

import roomtone.mood.Mood;

/**
 * What neighbours are told of the room. They may keep it, so they get no more than the log keeps:
 * with too few people in the room, its mood is unsure.
 *
 * @param minimumVisitors from how many people on a mood is told
 */
record Discretion(int minimumVisitors) {
  /** The mood as it may be told. */
  Mood told(Mood mood) {
    return mood instanceof Mood.Felt(var _, var _, int visitors) && visitors < minimumVisitors
        ? new Mood.Unsure(visitors)
        : mood;
  }
}
