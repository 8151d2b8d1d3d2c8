package roomtone.camera;

/** How fast a replay delivers its pictures. */
public enum ReplayPace {
  /** At the clip's own times, as a live camera would; a late reader misses pictures. */
  REAL_TIME,
  /** One after the other, each when the last was taken, dated as if in real time. */
  AS_FAST_AS_POSSIBLE
}
