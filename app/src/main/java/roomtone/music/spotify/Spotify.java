package roomtone.music.spotify;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import roomtone.music.MusicPlayer;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/**
 * Spotify, as the kiosk sees it: a player, and the way to log in.
 *
 * <p>Lifecycle: made without touching the network; closed after whatever uses the player.
 */
public final class Spotify implements AutoCloseable {
  private final Wire wire;
  private final SpeakerWatch watch;
  private final SpotifyPlayer player;
  private final SpotifyLogin login;

  /**
   * On the real network.
   *
   * @param outbound where what is exchanged is counted
   */
  public static Spotify open(
      SpotifySettings settings, Outbound outbound, LongSupplier nanos, InstantSource clock) {
    return new Spotify(
        settings,
        new NetWire(outbound, Purpose.SPOTIFY, settings.deadline()),
        SpeakerWatch.open(outbound, settings.deadline(), nanos),
        nanos,
        clock,
        Thread::sleep,
        RandomGenerator.getDefault());
  }

  Spotify(
      SpotifySettings settings,
      Wire wire,
      SpeakerWatch watch,
      LongSupplier nanos,
      InstantSource clock,
      Rest rest,
      RandomGenerator random) {
    this.wire = wire;
    this.watch = watch;
    var throttle = new Throttle(nanos, random);
    var http = new SpotifyHttp(settings, wire, throttle, clock);
    var tokens = new Tokens(settings, new LoginFile(settings.loginFile()), http, nanos, clock);
    player =
        new SpotifyPlayer(
            settings, new SpotifyClient(http, tokens), tokens, throttle, watch, nanos, rest);
    login = new SpotifyLogin(settings, http, tokens, nanos);
  }

  /** What plays. */
  public MusicPlayer player() {
    return player;
  }

  /** How a person lets Roomtone in. */
  public SpotifyLogin login() {
    return login;
  }

  /** Where the player's state machine stands. */
  SpotifyState state() {
    return player.state();
  }

  @Override
  public void close() {
    watch.close();
    wire.close();
  }
}
