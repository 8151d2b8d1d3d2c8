package roomtone.music;

import java.time.Instant;
import roomtone.mood.Mood;

/** What the player should be doing. */
record Wish(String playlist, Mood.Felt mood, Instant since, String reason, boolean paused) {
  Wish paused(boolean now) {
    return new Wish(playlist, mood, since, reason, now);
  }

  DjStatus.Choice choice() {
    return new DjStatus.Choice(playlist, mood, since);
  }
}
