package roomtone.music;

import java.time.Duration;

/** What a player is doing. */
public sealed interface PlayerStatus {
  /** Connected, nothing playing. */
  record Idle() implements PlayerStatus {}

  /**
   * A song is playing.
   *
   * @param playlist the playlist it comes from, as named in the settings; empty where somebody
   *     chose something else on another device
   * @param song the song
   * @param position how far into it
   */
  record Playing(String playlist, Song song, Duration position) implements PlayerStatus {}

  /** A song is paused. */
  record Paused(String playlist, Song song, Duration position) implements PlayerStatus {}

  /**
   * It can't play now and keeps trying.
   *
   * @param reason a sentence for the operator that says what to do
   */
  record Unavailable(String reason) implements PlayerStatus {}
}
