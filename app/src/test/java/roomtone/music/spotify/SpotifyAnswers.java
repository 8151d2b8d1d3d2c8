package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import roomtone.music.spotify.ScriptedAccount.Device;
import roomtone.music.spotify.ScriptedAccount.Playlist;
import roomtone.music.spotify.ScriptedAccount.Track;
import roomtone.music.spotify.Wire.Answer;

/** The answers of the scripted Spotify, in the shapes that are documented. */
final class SpotifyAnswers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SpotifyAnswers() {}

  static Answer limited(Map<String, String> headers) {
    return new Answer(
        429, headers, "{\"error\":{\"status\":429,\"message\":\"API rate limit exceeded\"}}");
  }

  static Answer error(int status, String message, String reason) {
    ObjectNode error = JSON.objectNode();
    error.put("status", status);
    error.put("message", message);
    if (!reason.isEmpty()) {
      error.put("reason", reason);
    }
    return new Answer(
        status,
        Map.of("Content-Type", "application/json; charset=utf-8"),
        JSON.objectNode().set("error", error).toString());
  }

  static Answer json(JsonNode document) {
    return new Answer(
        200, Map.of("Content-Type", "application/json; charset=utf-8"), document.toString());
  }

  static Answer done() {
    return new Answer(204, Map.of(), "");
  }

  static ObjectNode document(Device device, @Nullable Device active) {
    ObjectNode document = JSON.objectNode();
    document.put("id", device.id);
    document.put("is_active", device == active);
    document.put("is_private_session", false);
    document.put("is_restricted", device.restricted);
    document.put("name", device.name);
    document.put("type", "Speaker");
    document.put("volume_percent", device.volume);
    document.put("supports_volume", true);
    return document;
  }

  static ObjectNode document(Track track) {
    ObjectNode document = JSON.objectNode();
    document.put("uri", "spotify:track:" + track.id());
    document.put("id", track.id());
    document.put("type", "track");
    document.put("name", track.name());
    document.put("duration_ms", track.seconds() * 1000);
    document.put("explicit", track.explicit());
    document.putArray("artists").addObject().put("name", "The Scripted");
    return document;
  }

  static ObjectNode listOf(List<Playlist> playlists) {
    ObjectNode page = JSON.objectNode();
    ArrayNode items = page.putArray("items");
    playlists.forEach(
        playlist -> items.addObject().put("id", playlist.id()).put("name", playlist.name()));
    items.addNull();
    page.putNull("next");
    return page;
  }

  static Answer items(List<Playlist> playlists, String id) {
    Optional<Playlist> found =
        playlists.stream().filter(playlist -> playlist.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return error(404, "Resource not found", "");
    }
    if (!found.get().owned()) {
      return error(403, "Forbidden", "");
    }
    ArrayNode items = JSON.arrayNode();
    found.get().tracks().forEach(song -> items.addObject().set("item", document(song)));
    return json(JSON.objectNode().set("items", items));
  }
}
