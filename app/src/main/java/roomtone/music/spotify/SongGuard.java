package roomtone.music.spotify;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes over songs that are explicit, where the settings forbid those, and songs that were heard a
 * short time ago. It remembers addresses of songs in memory only. For one thread.
 */
final class SongGuard {
  private static final int MOST_IN_A_ROW = 3;
  private static final long GOOD_NANOS = Duration.ofHours(1).toNanos();

  private final SpotifySettings settings;
  private final SpotifyClient client;
  private final LongSupplier nanos;
  private final Map<String, Long> heard = new HashMap<>();
  private List<PlaylistItem> items = List.of();
  private @Nullable PlaylistUri listed;
  private long listedNanos;
  private @Nullable String current;
  private int passedOver;

  SongGuard(SpotifySettings settings, SpotifyClient client, LongSupplier nanos) {
    this.settings = settings;
    this.client = client;
    this.nanos = nanos;
  }

  /**
   * A song to begin a playlist with; empty for whichever comes. Only a playlist that the account
   * owns or works on shows its songs.
   */
  Optional<String> first(PlaylistUri playlist) throws SpotifyException {
    if (settings.explicit() && settings.repeatWindow().isZero()) {
      return Optional.empty();
    }
    try {
      return items(playlist).stream()
          .filter(item -> settings.explicit() || !item.explicit())
          .filter(item -> !heardLately(item.uri()))
          .map(PlaylistItem::uri)
          .findFirst();
    } catch (SpotifyException failure) {
      return switch (failure.trouble()) {
        case RESTRICTED, REFUSED, NOT_FOUND -> Optional.empty();
        default -> throw failure;
      };
    }
  }

  /** What a playlist holds, asked again after an hour. */
  private List<PlaylistItem> items(PlaylistUri playlist) throws SpotifyException {
    long now = nanos.getAsLong();
    if (!playlist.equals(listed) || now - listedNanos > GOOD_NANOS) {
      items = List.of();
      listed = playlist;
      listedNanos = now;
      items = client.items(playlist);
    }
    return items;
  }

  /**
   * Whether the song that plays must be passed over.
   *
   * @throws SpotifyException where a playlist has nothing that may play
   */
  boolean objectsTo(Playback playback) throws SpotifyException {
    String song = playback.song().map(item -> item.id()).orElse("");
    if (song.isEmpty() || (song.equals(current) && passedOver == 0)) {
      return false;
    }
    boolean forbidden = playback.explicit() && !settings.explicit();
    boolean again = !song.equals(current) && heardLately(song) && hasOthers();
    current = song;
    heard.put(song, nanos.getAsLong());
    if (!forbidden && (!again || passedOver >= MOST_IN_A_ROW)) {
      passedOver = 0;
      return false;
    }
    if (passedOver >= MOST_IN_A_ROW) {
      passedOver = 0;
      throw new SpotifyException(
          Trouble.REFUSED,
          "The playlist has one explicit song after the other, and music.explicit is false.");
    }
    passedOver++;
    return true;
  }

  /** Whether the playlist is known to hold songs that were not heard lately. */
  private boolean hasOthers() {
    return items.stream()
        .filter(item -> settings.explicit() || !item.explicit())
        .anyMatch(item -> !heardLately(item.uri()));
  }

  private boolean heardLately(String song) {
    Duration window = settings.repeatWindow();
    long now = nanos.getAsLong();
    heard.values().removeIf(when -> now - when >= window.toNanos());
    return heard.containsKey(song);
  }
}
