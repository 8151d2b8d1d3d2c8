package roomtone.music.spotify;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Finds Spotify's address for a playlist's name. For one thread. */
final class PlaylistNames {
  private static final long GOOD_NANOS = Duration.ofMinutes(10).toNanos();

  private final SpotifySettings settings;
  private final SpotifyClient client;
  private final LongSupplier nanos;
  private final Set<PlaylistUri> used = new HashSet<>();
  private final Map<String, PlaylistUri> found = new HashMap<>();
  private Map<String, PlaylistUri> account = Map.of();
  private boolean asked;
  private long askedNanos;

  PlaylistNames(SpotifySettings settings, SpotifyClient client, LongSupplier nanos) {
    this.settings = settings;
    this.client = client;
    this.nanos = nanos;
    settings.playlists().values().forEach(uri -> used.add(PlaylistUri.parse(uri)));
  }

  /**
   * The address that the settings name; else the one of the account's own playlist of that name.
   *
   * @throws SpotifyException {@link Trouble#NOT_FOUND} where neither is there
   */
  PlaylistUri find(String name) throws SpotifyException {
    String set = settings.playlists().get(name);
    if (set != null) {
      return PlaylistUri.parse(set);
    }
    PlaylistUri known = found.get(name);
    if (known != null) {
      return known;
    }
    if (!asked || nanos.getAsLong() - askedNanos > GOOD_NANOS) {
      account = client.playlists();
      asked = true;
      askedNanos = nanos.getAsLong();
    }
    PlaylistUri uri = account.get(name);
    if (uri == null) {
      throw new SpotifyException(
          Trouble.NOT_FOUND,
          "The Spotify account has no playlist named \"%s\": make it, or give its address in the settings."
              .formatted(name));
    }
    found.put(name, uri);
    used.add(uri);
    return uri;
  }

  /** Whether Roomtone itself would play this. */
  boolean isOurs(@Nullable String context) {
    return used.stream().anyMatch(uri -> uri.is(context));
  }

  /** Whether it is among the account's playlists that were looked at: an earlier run's, say. */
  boolean isOfTheAccount(@Nullable String context) {
    return account.values().stream().anyMatch(uri -> uri.is(context));
  }
}
