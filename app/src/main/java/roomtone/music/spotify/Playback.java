package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import roomtone.music.Song;

/**
 * What the account plays, as Spotify last said it; fields and values that are new are passed over.
 *
 * @param speaker where
 * @param playing whether it plays; false is paused or stopped
 * @param context the playlist or album it comes from; null where there is none
 * @param song the song; empty where there is none
 * @param explicit whether Spotify marks the song as explicit
 * @param position how far into it
 * @param shuffled whether the playlist is shuffled
 * @param repeat Spotify's word for what is repeated: off, track or context
 */
record Playback(
    Speaker speaker,
    boolean playing,
    @Nullable String context,
    Optional<Song> song,
    boolean explicit,
    Duration position,
    boolean shuffled,
    String repeat) {
  static Playback of(JsonNode document) {
    JsonNode item = document.path("item");
    return new Playback(
        Speaker.of(document.path("device")),
        document.path("is_playing").asBoolean(false),
        document.path("context").path("uri").asText(null),
        item.isObject() ? Optional.of(song(item)) : Optional.empty(),
        item.path("explicit").asBoolean(false),
        Duration.ofMillis(Math.max(0, document.path("progress_ms").asLong(0))),
        document.path("shuffle_state").asBoolean(false),
        document.path("repeat_state").asText("off"));
  }

  private static Song song(JsonNode item) {
    List<String> artists = new ArrayList<>();
    item.path("artists").forEach(artist -> artists.add(artist.path("name").asText("")));
    return new Song(
        item.path("uri").asText("spotify:unknown"),
        item.path("name").asText("A song on Spotify"),
        String.join(", ", artists),
        Duration.ofMillis(Math.max(0, item.path("duration_ms").asLong(0))));
  }

  /** Whether this playlist plays on this speaker. */
  boolean plays(PlaylistUri playlist, Speaker target) {
    return playing && isOn(target) && playlist.is(context);
  }

  /** Whether it is on this speaker, by its id, or by its name where the id has changed. */
  boolean isOn(Speaker target) {
    return speaker.id().equals(target.id()) || speaker.isNamed(target.name());
  }
}
