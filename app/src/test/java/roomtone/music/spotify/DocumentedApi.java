package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spotify's documented requests, as far as a player needs them, and what breaks them. */
final class DocumentedApi {
  private static final String ID = "[A-Za-z0-9]{4,40}";
  private static final String TEXT = ".+";
  private static final String STATE = "user-read-playback-state";
  private static final String MODIFY = "user-modify-playback-state";
  private static final String PLAYLISTS = "playlist-read-private";

  /**
   * One documented request.
   *
   * @param query its parameters and the form of their values; a name with "!" is required
   * @param body the fields that its body may have; empty where it takes none
   */
  record Operation(
      String method, String path, Map<String, String> query, Set<String> body, String scope) {}

  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation(
              "GET",
              "/v1/me/player",
              Map.of("market", "[A-Z]{2}", "additional_types", TEXT),
              Set.of(),
              STATE),
          new Operation("GET", "/v1/me/player/devices", Map.of(), Set.of(), STATE),
          new Operation("PUT", "/v1/me/player", Map.of(), Set.of("device_ids!", "play"), MODIFY),
          new Operation(
              "PUT",
              "/v1/me/player/play",
              Map.of("device_id", ID),
              Set.of("context_uri", "uris", "offset", "position_ms"),
              MODIFY),
          new Operation("PUT", "/v1/me/player/pause", Map.of("device_id", ID), Set.of(), MODIFY),
          new Operation("POST", "/v1/me/player/next", Map.of("device_id", ID), Set.of(), MODIFY),
          new Operation(
              "PUT",
              "/v1/me/player/volume",
              Map.of("volume_percent!", "\\d{1,2}|100", "device_id", ID),
              Set.of(),
              MODIFY),
          new Operation(
              "PUT",
              "/v1/me/player/shuffle",
              Map.of("state!", "true|false", "device_id", ID),
              Set.of(),
              MODIFY),
          new Operation(
              "PUT",
              "/v1/me/player/repeat",
              Map.of("state!", "track|context|off", "device_id", ID),
              Set.of(),
              MODIFY),
          new Operation(
              "GET",
              "/v1/me/playlists",
              Map.of("limit", "[1-9]|[1-4]\\d|50", "offset", "\\d{1,6}"),
              Set.of(),
              PLAYLISTS),
          new Operation(
              "GET",
              "/v1/playlists/" + ID + "/items",
              Map.of(
                  "market", "[A-Z]{2}",
                  "fields", TEXT,
                  "limit", "[1-9]|[1-4]\\d|50",
                  "offset", "\\d{1,6}",
                  "additional_types", TEXT),
              Set.of(),
              PLAYLISTS));

  private DocumentedApi() {}

  /** The operation that a request is meant to be; null where there is none such. */
  static @Nullable Operation operation(Wire.Question question) {
    return OPERATIONS.stream()
        .filter(operation -> operation.method().equals(question.method()))
        .filter(operation -> question.uri().getPath().matches(operation.path()))
        .findFirst()
        .orElse(null);
  }

  /** What is wrong with a request; an empty text where nothing is. */
  static String violation(Operation operation, Wire.Question question, Set<String> scopes) {
    if (!scopes.contains(operation.scope())) {
      return "lacks the scope " + operation.scope();
    }
    Map<String, String> query = parameters(question.uri().getRawQuery());
    for (Map.Entry<String, String> form : operation.query().entrySet()) {
      String name = form.getKey().replace("!", "");
      String value = query.remove(name);
      if (value == null ? form.getKey().endsWith("!") : !Pattern.matches(form.getValue(), value)) {
        return "has a wrong " + name;
      }
    }
    if (!query.isEmpty()) {
      return "has unknown parameters " + query.keySet();
    }
    return bodyViolation(operation, question);
  }

  private static String bodyViolation(Operation operation, Wire.Question question) {
    boolean required = operation.body().stream().anyMatch(name -> name.endsWith("!"));
    if (question.body().isEmpty()) {
      return required ? "lacks its body" : "";
    }
    if (operation.body().isEmpty()) {
      return "has a body";
    }
    if (!question.type().startsWith("application/json")) {
      return "has a body that is not JSON";
    }
    JsonNode body = Documents.readLeniently(question.body());
    if (!body.isObject()) {
      return "has a body that is no object";
    }
    Set<String> names = new HashSet<>();
    body.fieldNames().forEachRemaining(names::add);
    names.removeIf(
        name -> operation.body().contains(name) || operation.body().contains(name + "!"));
    boolean wrong =
        (body.has("device_ids") && body.path("device_ids").size() != 1)
            || (body.has("play") && !body.path("play").isBoolean())
            || (body.has("context_uri")
                && !body.path("context_uri").asText().matches("spotify:(playlist|album|artist):.+"))
            || (body.has("offset")
                && !body.path("offset").path("uri").asText().startsWith("spotify:track:")
                && !body.path("offset").path("position").isInt());
    return names.isEmpty() && !wrong ? "" : "has a wrong body";
  }

  /** The parameters of a query or a form. */
  static Map<String, String> parameters(@Nullable String text) {
    Map<String, String> parameters = new HashMap<>();
    if (text != null && !text.isEmpty()) {
      for (String pair : text.split("&")) {
        String[] parts = pair.split("=", 2);
        parameters.put(
            parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  static Map<String, String> parameters(URI address) {
    return parameters(address.getRawQuery());
  }
}
