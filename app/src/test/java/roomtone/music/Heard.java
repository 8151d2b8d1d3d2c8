package roomtone.music;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import roomtone.mood.Mood;

/** A listener that writes down what it hears, one line an event, for a test to await. */
final class Heard implements MusicListener {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  @Override
  public void onPlaylist(String playlist, Mood mood, String reason) {
    lines.add("playlist " + playlist + " for " + mood.label());
  }

  @Override
  public void onSongStarted(String playlist, Song song, Mood mood) {
    lines.add("song " + song.title() + " for " + mood.label());
  }

  @Override
  public void onSkip(String playlist, Song song, Mood mood, long playedMillis) {
    lines.add("skip " + song.title() + " after " + playedMillis + " in " + mood.label());
  }

  /** The next event; waits at most 10 seconds for it. */
  String next() throws InterruptedException {
    String line = lines.poll(10, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("nothing more was heard");
    }
    return line;
  }

  /** The next event, if it has already been heard. */
  String nextNow() {
    String line = lines.poll();
    return line == null ? "" : line;
  }
}
