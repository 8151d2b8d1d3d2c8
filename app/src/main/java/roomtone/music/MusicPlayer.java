package roomtone.music;

import java.util.Optional;

/**
 * Plays playlists by name: the simulated player, MPD, or a streaming service.
 *
 * <p>Lifecycle: made, then used by one thread (the DJ's), then closed. {@link #status} alone may be
 * called from any thread and never waits. Every other call may wait for the network, but never
 * longer than the player's deadline.
 */
public interface MusicPlayer extends AutoCloseable {
  /** What this is, for people: {@code "MPD at /run/mpd/socket"}. */
  String description();

  /**
   * Replaces the queue by a playlist and plays it from its start.
   *
   * @param playlist the player's own name for it
   */
  void play(String playlist) throws PlayerException;

  /** Goes to the next song of the queue. */
  void next() throws PlayerException;

  /** Holds the music. */
  void pause() throws PlayerException;

  /** Goes on after a pause. */
  void resume() throws PlayerException;

  /**
   * Sets the volume.
   *
   * @param percent 0 to 100
   */
  void setVolume(int percent) throws PlayerException;

  /** What it is doing, as last learnt; cheap, and for any thread. */
  PlayerStatus status();

  /**
   * Asks the player anew what it is doing, reconnecting first where that is needed and due; {@link
   * #status} says the same from then on. Failures show in the answer. The DJ calls this about once
   * a second.
   */
  default PlayerStatus refresh() {
    return status();
  }

  /**
   * What is not as it should be though music plays, or soon won't be: a sentence for the operator;
   * cheap, and for any thread.
   */
  default Optional<String> notice() {
    return Optional.empty();
  }

  @Override
  void close();
}
