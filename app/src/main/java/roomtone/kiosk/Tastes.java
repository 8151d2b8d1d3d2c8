package roomtone.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.config.Settings;
import roomtone.history.HistoryException;
import roomtone.history.HistoryReader;
import roomtone.music.Taste;

/** Makes the DJ's taste out of what the log holds. */
public final class Tastes {
  private static final Logger log = LoggerFactory.getLogger(Tastes.class);
  private static final Duration AS_FAR_BACK_AS = Duration.ofDays(400);
  static final String FILE = "dj.json";

  private Tastes() {}

  /** What people told the DJ, beside the log. */
  static TasteFile notes(Settings settings) {
    return new TasteFile(settings.history().file().resolveSibling(FILE));
  }

  /** Where people tell the DJ what to play. */
  public static TasteDesk desk(Settings settings, InstantSource clock) {
    return new TasteDesk(settings.music().repertoire(), notes(settings), clock);
  }

  /** A taste that remembers; without experience where the log can't be read. */
  public static Taste recall(Settings settings, HistoryReader history, InstantSource clock) {
    var taste = new Taste(settings.music().repertoire(), notes(settings));
    Instant now = clock.instant();
    try {
      Recollection.replay(history.between(now.minus(AS_FAR_BACK_AS), now), taste.ear());
    } catch (HistoryException unreadable) {
      log.warn("The DJ begins without experience: {}", unreadable.getMessage());
    }
    return taste;
  }
}
