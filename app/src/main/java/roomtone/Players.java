package roomtone;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.config.Settings;
import roomtone.music.MusicPlayer;
import roomtone.music.SimulatedPlayer;
import roomtone.music.mpd.MpdPlayer;

/** Makes the player that the settings name. */
final class Players {
  private static final Logger log = LoggerFactory.getLogger(Players.class);

  private Players() {}

  /** An open player; it connects in the background. */
  static MusicPlayer open(Settings settings, LongSupplier nanos) {
    return switch (settings.music().player()) {
      case SIMULATED -> new SimulatedPlayer(nanos);
      case MPD -> new MpdPlayer(settings.mpd(), nanos, log::warn);
    };
  }
}
