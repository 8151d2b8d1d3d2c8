package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document, against which answers are checked; remembers which it has seen. */
final class Contract {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode document;
  private final Set<String> seen = new LinkedHashSet<>();

  Contract(String yaml) {
    document = MAPPER.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  /** Every operation, as {@code "GET /api/status"}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  /** Every documented answer that was not yet checked, as {@code "GET /api/status 200"}. */
  Set<String> unseen() {
    Set<String> all = new TreeSet<>();
    for (String operation : operations()) {
      responses(operation)
          .fieldNames()
          .forEachRemaining(status -> all.add(operation + " " + status));
    }
    all.removeAll(seen);
    return all;
  }

  /** Checks status, content type and body, and that no documented header is missing. */
  void check(String operation, HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    check(operation, answer.statusCode(), type, answer.body());
    resolved(responses(operation).path(String.valueOf(answer.statusCode())))
        .path("headers")
        .fieldNames()
        .forEachRemaining(
            header -> assertThat(answer.headers().firstValue(header)).as(header).isPresent());
  }

  /** Checks status, content type and body. */
  void check(String operation, int status, String type, String body) {
    String answer = operation + " " + status;
    JsonNode response = resolved(responses(operation).path(String.valueOf(status)));
    assertThat(response.isMissingNode()).as("undocumented: %s", answer).isFalse();
    seen.add(answer);
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(body).as(answer).isEmpty();
      return;
    }
    String plain = type.replaceAll("\\s*;.*", "");
    assertThat(content.has(plain)).as("%s is %s", answer, plain).isTrue();
    JsonNode schema = content.path(plain).path("schema");
    if (!schema.isMissingNode()) {
      assertThat(errors(schema, body)).as("%s: %s", answer, body).isEmpty();
    }
  }

  private static Iterable<?> errors(JsonNode schema, JsonNode document, String body)
      throws JsonProcessingException {
    ObjectNode root = schema.deepCopy();
    root.set("components", document.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(root)
        .validate(
            MAPPER.readTree(body),
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  private Iterable<?> errors(JsonNode schema, String body) {
    try {
      return errors(schema, document, body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
  }

  private JsonNode responses(String operation) {
    String[] parts = operation.split(" ");
    return document
        .path("paths")
        .path(parts[1])
        .path(parts[0].toLowerCase(Locale.ROOT))
        .path("responses");
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isMissingNode() ? node : document.at(reference.asText().substring(1));
  }
}
