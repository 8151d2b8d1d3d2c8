package roomtone.access;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.AtomicFile;

/** The operators over a restart: hashes of their secrets in a file that only the kiosk may read. */
record OperatorsFile(Path path) {
  private static final Logger log = LoggerFactory.getLogger(OperatorsFile.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * What the file holds.
   *
   * @param key seals the forms
   * @param next the number of the next operator
   * @param operators by the hash of their secrets
   */
  record Content(String key, int next, Map<String, Operator> operators) {
    static Content empty() {
      return new Content(Secrets.fresh(), 1, Map.of());
    }
  }

  /** What it holds; nobody where it is missing or makes no sense. */
  Content read() {
    try {
      JsonNode document = MAPPER.readTree(Files.readString(path));
      Map<String, Operator> operators = new LinkedHashMap<>();
      for (JsonNode each : document.path("operators")) {
        operators.put(
            each.path("hash").asText(),
            new Operator(
                each.path("id").asInt(),
                each.path("name").asText(),
                Instant.parse(each.path("since").asText()),
                Instant.parse(each.path("seen").asText())));
      }
      String key = document.path("key").asText();
      if (!key.isEmpty()) {
        return new Content(key, document.path("next").asInt(1), operators);
      }
      log.warn("{} makes no sense: operators have to pair again", path);
    } catch (NoSuchFileException nobodyYet) {
      log.debug("{} is not there yet", path);
    } catch (JacksonException | DateTimeException damaged) {
      log.warn("{} is damaged: operators have to pair again", path);
    } catch (IOException unreadable) {
      log.warn("{} can't be read: operators have to pair again. Check its owner.", path);
    }
    return Content.empty();
  }

  /** Replaces what it holds; where that fails, operators are known until the next start only. */
  void write(Content content) {
    ObjectNode document = MAPPER.createObjectNode();
    document.put("key", content.key()).put("next", content.next());
    var list = document.putArray("operators");
    content
        .operators()
        .forEach((hash, operator) ->
            list.addObject()
                .put("hash", hash)
                .put("id", operator.id())
                .put("name", operator.name())
                .put("since", operator.since().toString())
                .put("seen", operator.seen().toString()));
    try {
      AtomicFile.writeSecret(path, (document + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.warn(
          "{} can't be written, so operators have to pair again after a restart: is the disk full, or its folder another user's?",
          path);
    }
  }
}
