package roomtone.kiosk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.config.Settings;
import roomtone.music.FallbackPlayer;
import roomtone.music.MusicPlayer;
import roomtone.music.PlayerKind;
import roomtone.music.SimilarSongs;
import roomtone.music.SimulatedPlayer;
import roomtone.music.SongOrder;
import roomtone.music.mpd.MpdPlayer;
import roomtone.music.spotify.Spotify;
import roomtone.system.outbound.Outbound;

/**
 * The player that the settings name, and what belongs to it: local music beneath Spotify, and the
 * way to log in.
 */
public final class Players implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Players.class);

  private final MusicPlayer player;
  private final Optional<Spotify> spotify;
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("comeback").factory());

  private Players(MusicPlayer player) {
    this.player = player;
    spotify = Optional.empty();
  }

  private Players(
      Settings settings,
      SimilarSongs similar,
      Outbound outbound,
      LongSupplier nanos,
      InstantSource clock) {
    boolean streams = settings.music().player() == PlayerKind.SPOTIFY;
    spotify =
        streams
            ? Optional.of(Spotify.open(settings.spotify(), outbound, nanos, clock))
            : Optional.empty();
    player =
        spotify
            .<MusicPlayer>map(each ->
                new FallbackPlayer(
                    each.player(),
                    local(settings.music().local(), settings, similar, outbound, nanos),
                    background))
            .orElseGet(() -> local(settings.music().player(), settings, similar, outbound, nanos));
  }

  /** Open players; they connect in the background. */
  public static Players open(
      Settings settings, Home home, Outbound outbound, LongSupplier nanos, InstantSource clock) {
    return new Players(settings, similar(settings, home.songNotes()), outbound, nanos, clock);
  }

  /** No Spotify, nothing but this one player. */
  static Players only(MusicPlayer player) {
    return new Players(player);
  }

  private static SimilarSongs similar(Settings settings, Path notes) {
    if (settings.mpd().order() != SongOrder.SIMILAR) {
      return SimilarSongs.NONE;
    }
    try {
      SimilarSongs similar = SongNotes.similarSongs(notes);
      if (similar.isEmpty()) {
        log.warn(
            "mpd.order is similar, but no songs are known in {}: run roomtone music import. Until then they are shuffled.",
            notes);
      }
      return similar;
    } catch (IOException e) {
      log.warn("{} can't be read, so songs are shuffled: check its owner.", notes);
      return SimilarSongs.NONE;
    }
  }

  private static MusicPlayer local(
      PlayerKind kind,
      Settings settings,
      SimilarSongs similar,
      Outbound outbound,
      LongSupplier nanos) {
    return switch (kind) {
      case SIMULATED -> new SimulatedPlayer(nanos);
      case MPD ->
          new MpdPlayer(
              settings.mpd(), settings.music().rules(), similar, outbound, nanos, log::warn);
      case SPOTIFY -> throw new IllegalArgumentException("Spotify is no local player");
    };
  }

  /** What plays. */
  public MusicPlayer player() {
    return player;
  }

  /** Spotify, where the settings name it. */
  Optional<Spotify> spotify() {
    return spotify;
  }

  @Override
  public void close() {
    background.shutdownNow();
    spotify.ifPresent(Spotify::close);
    player.close();
  }
}
