package roomtone.music;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import roomtone.emotion.Emotion;
import roomtone.music.Repertoire.Context;

/**
 * Turns songs and skips into rewards: a song that ran through counts 1, one that was skipped later
 * than after 30 seconds 0.5, one that was skipped before that 0.
 *
 * <p>Not counted are: a skip within 10 seconds of another, since somebody is looking for a song;
 * what happens while nobody is there; a song that another playlist cut short; one after which the
 * music paused for long. For one thread, except {@link #knowsFromBefore} and {@link #forgetBefore}.
 */
public final class Ear {
  private static final long SKIPPED_EARLY_MILLIS = 30_000;
  private static final Duration SEARCHING = Duration.ofSeconds(10);
  private static final Duration RAN_THROUGH = Duration.ofSeconds(90);
  private static final Duration SHORTEST_SONG = Duration.ofSeconds(45);
  private static final Duration LONGEST_SONG = Duration.ofMinutes(30);

  private final Repertoire repertoire;
  private final Learner learner;
  private @Nullable Song current;
  private Instant lastSkip = Instant.MIN;
  private Instant oldest = Instant.MAX;
  private Instant reset = Instant.MIN;

  private record Song(Instant began, Emotion emotion, String playlist) {}

  Ear(Repertoire repertoire, Learner learner) {
    this.repertoire = repertoire;
    this.learner = learner;
  }

  /** A song began, for an expression that the room showed. */
  public void played(Instant at, Emotion emotion, String playlist) {
    Song before = current;
    current = new Song(at, emotion, playlist);
    if (before == null) {
      return;
    }
    Duration length = Duration.between(before.began(), at);
    Duration least = before.playlist().equals(playlist) ? SHORTEST_SONG : RAN_THROUGH;
    if (length.compareTo(least) >= 0 && length.compareTo(LONGEST_SONG) <= 0) {
      learn(before, 1);
    }
  }

  /** A person skipped what was playing, {@code playedMillis} after it began. */
  public void skipped(Instant at, String playlist, long playedMillis) {
    Song skipped = current;
    boolean searching =
        !lastSkip.equals(Instant.MIN) && Duration.between(lastSkip, at).compareTo(SEARCHING) < 0;
    lastSkip = at;
    current = null;
    if (skipped != null && !searching && skipped.playlist().equals(playlist)) {
      learn(skipped, playedMillis < SKIPPED_EARLY_MILLIS ? 0 : 0.5);
    }
  }

  /** Nobody is there: what plays now says nothing. */
  public void emptied() {
    current = null;
  }

  private synchronized void learn(Song song, double reward) {
    if (song.began().isBefore(reset)) {
      return;
    }
    if (song.began().isBefore(oldest)) {
      oldest = song.began();
    }
    Context context = repertoire.context(song.emotion());
    learner.reward(context, song.playlist(), reward);
  }

  /** Whether something was learnt from before a moment. */
  synchronized boolean knowsFromBefore(Instant moment) {
    return oldest.isBefore(moment);
  }

  /** Counts nothing from before a moment from now on. */
  synchronized void forgetBefore(Instant moment) {
    reset = moment;
    oldest = Instant.MAX;
  }
}
