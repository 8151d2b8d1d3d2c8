package roomtone.kiosk;

import roomtone.mood.Mood;
import roomtone.music.MusicListener;
import roomtone.music.Song;

/**
 * Keeps Spotify's content out of the log: a song of Spotify's is told on without title and artist.
 */
record UntitledSongs(MusicListener listener) implements MusicListener {
  @Override
  public void onPlaylist(String playlist, Mood mood, String reason) {
    listener.onPlaylist(playlist, mood, reason);
  }

  @Override
  public void onSongStarted(String playlist, Song song, Mood mood) {
    listener.onSongStarted(playlist, untitled(song), mood);
  }

  @Override
  public void onSkip(String playlist, Song song, Mood mood, long playedMillis) {
    listener.onSkip(playlist, untitled(song), mood, playedMillis);
  }

  /** The song as it may be passed on to what keeps it. */
  static Song untitled(Song song) {
    return song.id().startsWith("spotify:")
        ? new Song("spotify", "A song on Spotify", "", song.length())
        : song;
  }
}
