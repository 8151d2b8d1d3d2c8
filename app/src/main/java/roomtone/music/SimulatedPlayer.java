package roomtone.music;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A player with no sound: it plays invented songs in time, one after the other, and begins again
 * after the last. Every playlist exists.
 *
 * <p>Any thread may call it.
 */
public final class SimulatedPlayer implements MusicPlayer {
  private final LongSupplier nanos;
  private final SongBook book = new SongBook();

  private String playlist = "";
  private List<Song> queue = List.of();
  private int index;
  private boolean paused;

  /** When the song began, counted as if it had never been paused; while paused, how far it is. */
  private long origin;

  private int volume = 100;

  /**
   * A silent player.
   *
   * @param nanos the monotonic clock by which songs last: {@code System::nanoTime}
   */
  public SimulatedPlayer(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public String description() {
    return "the simulated player, which makes no sound";
  }

  @Override
  public synchronized void play(String name) {
    playlist = name;
    queue = book.songs(name);
    index = 0;
    paused = false;
    origin = nanos.getAsLong();
  }

  @Override
  public synchronized void next() {
    if (queue.isEmpty()) {
      return;
    }
    position();
    index = (index + 1) % queue.size();
    paused = false;
    origin = nanos.getAsLong();
  }

  @Override
  public synchronized void pause() {
    if (!paused && !queue.isEmpty()) {
      origin = position();
      paused = true;
    }
  }

  @Override
  public synchronized void resume() {
    if (paused) {
      origin = nanos.getAsLong() - origin;
      paused = false;
    }
  }

  @Override
  public synchronized void setVolume(int percent) {
    volume = percent;
  }

  /** The volume that was set, 0 to 100 percent. */
  public synchronized int volume() {
    return volume;
  }

  @Override
  public synchronized PlayerStatus status() {
    if (queue.isEmpty()) {
      return new PlayerStatus.Idle();
    }
    Duration position = Duration.ofNanos(position());
    Song song = queue.get(index);
    return paused
        ? new PlayerStatus.Paused(playlist, song, position)
        : new PlayerStatus.Playing(playlist, song, position);
  }

  @Override
  public synchronized void close() {
    queue = List.of();
    paused = false;
  }

  /** Nanoseconds into the current song, after moving past every song that has ended by now. */
  private long position() {
    if (paused) {
      return origin;
    }
    long now = nanos.getAsLong();
    long length = queue.get(index).length().toNanos();
    while (now - origin >= length) {
      origin += length;
      index = (index + 1) % queue.size();
      length = queue.get(index).length().toNanos();
    }
    return now - origin;
  }
}
