package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Spotify's Web API as others have written it down for machines: {@code spotify-web-api.yml} of
 * github.com/sonallux/spotify-web-api (MIT), taken from Spotify's reference in October 2021.
 *
 * <p>It judges requests independently of {@link DocumentedApi}, which is ours. Since then Spotify
 * has renamed one path that Roomtone uses, {@link #RENAMED}.
 */
final class PublicDescription {
  /** {@code /playlists/{id}/tracks} of then is {@code /items} since February 2026. */
  private static final Pattern RENAMED = Pattern.compile("(/playlists/[^/]+)/items");

  private static final String BASE = "/v1";

  private record Parameter(String type, boolean required) {}

  private record Endpoint(
      String method,
      Pattern path,
      Map<String, Parameter> query,
      Map<String, Parameter> body,
      Set<String> scopes) {}

  private final List<Endpoint> endpoints = new ArrayList<>();

  PublicDescription() {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(10_000_000).build();
    try (InputStream file =
        Objects.requireNonNull(
            PublicDescription.class.getResourceAsStream("/spotify-web-api.yml"))) {
      JsonNode document =
          new ObjectMapper().valueToTree(new Load(settings).loadFromInputStream(file));
      for (JsonNode category : document.path("categories")) {
        category.path("endpoints").forEach(endpoint -> endpoints.add(endpoint(endpoint)));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Endpoint endpoint(JsonNode told) {
    Set<String> scopes = new HashSet<>();
    told.path("scopes").forEach(scope -> scopes.add(scope.asText()));
    return new Endpoint(
        told.path("httpMethod").asText(),
        Pattern.compile(told.path("path").asText().replaceAll("\\{[^}]+}", "[^/]+")),
        parameters(told.path("parameters"), "QUERY"),
        parameters(told.path("requestBody").path("parameters"), "BODY"),
        scopes);
  }

  private static Map<String, Parameter> parameters(JsonNode told, String location) {
    Map<String, Parameter> parameters = new HashMap<>();
    for (JsonNode each : told) {
      if (each.path("location").asText().equals(location)) {
        parameters.put(
            each.path("name").asText(),
            new Parameter(each.path("type").asText(), each.path("required").asBoolean()));
      }
    }
    return parameters;
  }

  /** What is wrong with a request; an empty text where nothing is. */
  String violation(Wire.Question question, Set<String> scopes) {
    String path = question.uri().getPath();
    if (!path.startsWith(BASE)) {
      return "is outside of " + BASE;
    }
    String then = RENAMED.matcher(path.substring(BASE.length())).replaceAll("$1/tracks");
    return endpoints.stream()
        .filter(endpoint -> endpoint.method().equals(question.method()))
        .filter(endpoint -> endpoint.path().matcher(then).matches())
        .map(endpoint -> violation(endpoint, question, scopes))
        .findFirst()
        .orElse("is not in the public description");
  }

  private static String violation(Endpoint endpoint, Wire.Question question, Set<String> scopes) {
    if (endpoint.scopes().stream().anyMatch(scope -> !mayDo(scope, scopes, question))) {
      return "lacks one of the scopes " + endpoint.scopes();
    }
    Map<String, String> query = DocumentedApi.parameters(question.uri().getRawQuery());
    for (Map.Entry<String, String> given : query.entrySet()) {
      Parameter parameter = endpoint.query().get(given.getKey());
      if (parameter == null || !isOfType(given.getValue(), parameter.type())) {
        return "has a query " + given;
      }
    }
    for (Map.Entry<String, Parameter> wanted : endpoint.query().entrySet()) {
      if (wanted.getValue().required() && !query.containsKey(wanted.getKey())) {
        return "lacks the query " + wanted.getKey();
      }
    }
    return bodyViolation(endpoint, question);
  }

  /** A scope that only some answers need, such as private playlists, is asked for reads alone. */
  private static boolean mayDo(String scope, Set<String> scopes, Wire.Question question) {
    boolean unneeded = scope.equals("playlist-read-collaborative");
    return scopes.contains(scope) || (unneeded && question.method().equals("GET"));
  }

  private static boolean isOfType(String value, String type) {
    return switch (type) {
      case "Boolean" -> value.equals("true") || value.equals("false");
      case "Integer" -> value.matches("-?\\d+");
      case "Number" -> value.matches("-?\\d+(\\.\\d+)?");
      default -> !value.isEmpty();
    };
  }

  private static String bodyViolation(Endpoint endpoint, Wire.Question question) {
    JsonNode body = Documents.readLeniently(question.body());
    if (!question.body().isEmpty() && (endpoint.body().isEmpty() || !body.isObject())) {
      return "has a body that is not described";
    }
    for (Map.Entry<String, JsonNode> given : body.properties()) {
      Parameter parameter = endpoint.body().get(given.getKey());
      if (parameter == null || !isOfType(given.getValue(), parameter.type())) {
        return "has a body with " + given;
      }
    }
    for (Map.Entry<String, Parameter> wanted : endpoint.body().entrySet()) {
      if (wanted.getValue().required() && !body.has(wanted.getKey())) {
        return "lacks " + wanted.getKey() + " in its body";
      }
    }
    return "";
  }

  private static boolean isOfType(JsonNode value, String type) {
    return switch (type) {
      case "Boolean" -> value.isBoolean();
      case "Integer" -> value.isInt();
      case "Number" -> value.isNumber();
      case "Object" -> value.isObject();
      case "Array[String]", "Array[Object]" -> value.isArray();
      default -> value.isTextual();
    };
  }
}
