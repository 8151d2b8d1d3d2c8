package roomtone.kiosk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import roomtone.emotion.Emotion;
import roomtone.music.TasteNotes;
import roomtone.system.AtomicFile;

/**
 * What people told the DJ, in a small file beside the log; the command line writes it and a running
 * kiosk reads it at its next choice. Any thread may use it.
 */
record TasteFile(Path path) implements TasteNotes {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Override
  public Map<Emotion, String> pins() {
    Map<Emotion, String> pins = new EnumMap<>(Emotion.class);
    JsonNode written = read().path("pins");
    for (Emotion emotion : Emotion.values()) {
      if (written.path(emotion.label()).isTextual()) {
        pins.put(emotion, written.path(emotion.label()).asText());
      }
    }
    return pins;
  }

  @Override
  public Instant reset() {
    try {
      return Instant.parse(read().path("reset").asText(""));
    } catch (DateTimeException never) {
      return Instant.MIN;
    }
  }

  /** Fixes a playlist for an expression. */
  void pin(Emotion emotion, String playlist) throws IOException {
    ObjectNode document = read();
    document.withObject("/pins").put(emotion.label(), playlist);
    write(document);
  }

  /** Lets the DJ choose again. */
  void unpin(Emotion emotion) throws IOException {
    ObjectNode document = read();
    document.withObject("/pins").remove(emotion.label());
    write(document);
  }

  /** Forgets what was learnt before a moment. */
  void reset(Instant moment) throws IOException {
    ObjectNode document = read();
    document.put("reset", moment.toString());
    write(document);
  }

  /** An empty document where there is none or none that makes sense. */
  private ObjectNode read() {
    try {
      if (Files.exists(path)
          && MAPPER.readTree(Files.readString(path)) instanceof ObjectNode found) {
        return found;
      }
    } catch (JacksonException damaged) {
      // As good as none.
    } catch (IOException unreadable) {
      // As good as none.
    }
    return MAPPER.createObjectNode();
  }

  private void write(ObjectNode document) throws IOException {
    AtomicFile.write(path, (document + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
