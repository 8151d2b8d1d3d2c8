package roomtone.music;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;

/** What people ask of the DJ. Any thread may ask; the DJ's takes. */
final class Requests {
  private static final Duration SKIP_ONCE_IN = Duration.ofSeconds(1);

  private final AtomicBoolean skip = new AtomicBoolean();
  private final AtomicBoolean rescan = new AtomicBoolean();
  private volatile Optional<Emotion> byHand = Optional.empty();
  private Optional<Emotion> followed = Optional.empty();
  private boolean skipped;
  private long skippedNanos;

  /**
   * What was asked since the last time.
   *
   * @param skip whether the next song is wanted
   * @param rescan whether the next expression counts at once
   * @param byHand the expression that somebody chose to play for; empty while the room decides
   */
  record Asked(boolean skip, boolean rescan, Optional<Emotion> byHand) {
    /** What the music follows: what was chosen, or what the room shows. */
    Mood followed(Mood seen) {
      return byHand
          .<Mood>map(emotion -> new Mood.Felt(emotion, 1, Math.max(1, seen.people())))
          .orElse(seen);
    }
  }

  void skip() {
    skip.set(true);
  }

  void rescan() {
    rescan.set(true);
  }

  void follow(Optional<Emotion> emotion) {
    byHand = emotion;
  }

  /** Takes what was asked. What somebody chose counts at once until it plays. */
  Asked take() {
    Optional<Emotion> chosen = byHand;
    boolean counts = chosen.isPresent() || followed.isPresent();
    followed = chosen;
    return new Asked(skip.getAndSet(false), rescan.getAndSet(false) || counts, chosen);
  }

  /** Whether a skip is obeyed now: not within a second of one that was. */
  boolean maySkip(long now) {
    if (skipped && now - skippedNanos < SKIP_ONCE_IN.toNanos()) {
      return false;
    }
    skipped = true;
    skippedNanos = now;
    return true;
  }
}
