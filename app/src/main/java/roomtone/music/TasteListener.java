package roomtone.music;

import java.time.InstantSource;
import roomtone.mood.Mood;

/** Lets the DJ's taste hear what the DJ does. */
record TasteListener(Taste taste, InstantSource clock) implements MusicListener {
  @Override
  public void onPlaylist(String playlist, Mood mood, String reason) {}

  @Override
  public void onSongStarted(String playlist, Song song, Mood mood) {
    if (mood instanceof Mood.Felt felt) {
      taste.ear().played(clock.instant(), felt.emotion(), playlist);
    }
  }

  @Override
  public void onSkip(String playlist, Song song, Mood mood, long playedMillis) {
    if (mood instanceof Mood.EmptyRoom) {
      taste.ear().emptied();
    }
    taste.ear().skipped(clock.instant(), playlist, playedMillis);
  }
}
