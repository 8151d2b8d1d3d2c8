package roomtone.music.spotify;

/** Ways in which the scripted Spotify can be awful. */
enum Misbehaviour {
  NO_ACTIVE_DEVICE,
  PREMIUM_REQUIRED,
  RESTRICTION_VIOLATED,
  LIMITED_WITH_SECONDS,
  LIMITED_WITH_DATE,
  LIMITED_WITH_NOTHING,
  QUOTA_EXCEEDED,
  SERVER_ERROR,
  /** The state can't be read; commands work. */
  BLIND,
  HANG,
  HALF_AN_ANSWER,
  CAPTIVE_PORTAL,
  UNKNOWN_FIELDS,
  INVALID_GRANT,
  RENAMED_SPEAKER,
  VANISHED_SPEAKER,
  TAKEN_OVER,
  OFFLINE,
  WRONG_CLOCK
}
