package roomtone.music.spotify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Reads JSON; what it can't read is never quoted. */
final class Documents {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Documents() {}

  /** An object. */
  static JsonNode read(String text) throws SpotifyException {
    JsonNode document = readLeniently(text);
    if (!document.isObject()) {
      throw new SpotifyException(Trouble.GARBLED);
    }
    return document;
  }

  /** A document, or a missing node where the text is none. */
  static JsonNode readLeniently(String text) {
    try {
      JsonNode document = MAPPER.readTree(text);
      return document == null ? MissingNode.getInstance() : document;
    } catch (JacksonException noJson) {
      return MissingNode.getInstance();
    }
  }
}
