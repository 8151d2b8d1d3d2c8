package roomtone.music;

import roomtone.mood.Mood;

/** Hears what the DJ does, on the DJ's thread. Must not block. */
public interface MusicListener {
  /**
   * A playlist was chosen and asked for.
   *
   * @param playlist as named in the settings
   * @param mood what it was chosen for
   * @param reason a sentence for the guest: why this one, why now
   */
  void onPlaylist(String playlist, Mood mood, String reason);

  /** A song began. */
  void onSongStarted(String playlist, Song song, Mood mood);

  /** A guest skipped a song, {@code playedMillis} after it began. */
  void onSkip(String playlist, Song song, Mood mood, long playedMillis);
}
