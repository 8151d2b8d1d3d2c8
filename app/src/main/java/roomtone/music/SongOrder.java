package roomtone.music;

/** In which order the songs of a playlist play. */
public enum SongOrder {
  /** Another one each time. */
  SHUFFLED,
  /** As the playlist has them. */
  LISTED,
  /** From any song on, each time the one that is most like the last. */
  SIMILAR
}
