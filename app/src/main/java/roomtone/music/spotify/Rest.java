package roomtone.music.spotify;

import java.time.Duration;

/** Waits a moment; a test moves its clock instead. */
@FunctionalInterface
interface Rest {
  void rest(Duration duration) throws InterruptedException;

  /** Waits, where an interruption counts as an answer that came too late. */
  default void of(Duration duration) throws SpotifyException {
    try {
      rest(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SpotifyException(Trouble.SLOW);
    }
  }
}
