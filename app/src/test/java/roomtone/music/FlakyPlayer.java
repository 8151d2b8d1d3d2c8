package roomtone.music;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/** The simulated player with faults that a test switches on and off, and counted tries. */
final class FlakyPlayer implements MusicPlayer {
  static final String AWAY = "The player is away: fetch it.";

  private final SimulatedPlayer player;
  final Set<String> unknown = new HashSet<>();
  volatile boolean away;
  int plays;
  int refreshes;

  FlakyPlayer(LongSupplier nanos) {
    player = new SimulatedPlayer(nanos);
  }

  void stopByItself() {
    player.close();
  }

  private void check() throws PlayerException {
    if (away) {
      throw new PlayerException(AWAY);
    }
  }

  @Override
  public String description() {
    return "the flaky player";
  }

  @Override
  public void play(String playlist) throws PlayerException {
    plays++;
    check();
    if (unknown.contains(playlist)) {
      throw new PlayerException("No playlist " + playlist + ": add it.");
    }
    player.play(playlist);
  }

  @Override
  public void next() throws PlayerException {
    check();
    player.next();
  }

  @Override
  public void pause() throws PlayerException {
    check();
    player.pause();
  }

  @Override
  public void resume() throws PlayerException {
    check();
    player.resume();
  }

  @Override
  public void setVolume(int percent) throws PlayerException {
    check();
    player.setVolume(percent);
  }

  @Override
  public PlayerStatus status() {
    return away ? new PlayerStatus.Unavailable(AWAY) : player.status();
  }

  @Override
  public PlayerStatus refresh() {
    refreshes++;
    return status();
  }

  @Override
  public void close() {
    player.close();
  }
}
