package roomtone.music;

import java.time.Instant;
import roomtone.language.Phrase;
import roomtone.mood.Mood;

/** What the player should be doing. */
record Wish(String playlist, Mood.Felt mood, Instant since, Phrase reason, boolean paused) {
  Wish paused(boolean now) {
    return new Wish(playlist, mood, since, reason, now);
  }

  void announce(MusicListener listener) {
    listener.onPlaylist(playlist, mood, reason.toString());
  }

  DjStatus.Choice choice() {
    return new DjStatus.Choice(playlist, mood, since);
  }
}
