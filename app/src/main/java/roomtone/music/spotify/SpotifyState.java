package roomtone.music.spotify;

/** Where Spotify's player stands. */
enum SpotifyState {
  /** Reached, and nothing asked of it or nothing left to play. */
  READY,
  /** A playlist was asked for and is not proven to play yet. */
  STARTING,
  /** Roomtone's playlist plays. */
  PLAYING,
  /** Paused by Roomtone, because the room is empty. */
  PAUSED,
  /** Somebody paused it from another device. */
  PAUSED_BY_USER,
  /** Somebody chose something else, here or on another device: not fought. */
  EXTERNAL,
  /** Spotify wants a pause between requests. */
  COOLDOWN,
  /** The speaker is not there or does not play. */
  NO_DEVICE,
  /** A person must log in. */
  NEEDS_LOGIN,
  /** Spotify refuses for a reason that waiting does not change: no Premium, no such playlist. */
  REFUSED,
  /** Spotify can't be reached, or what comes is not an answer. */
  OFFLINE
}
