package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import roomtone.system.AtomicFile;

/**
 * The login on the disk, in a file that only its owner may read and that is replaced as a whole: a
 * power cut leaves the old one or the new one.
 */
record LoginFile(Path path) {
  /**
   * The login; empty where nobody has logged in yet.
   *
   * @throws SpotifyException where the file is there but can't be used; it is left as it is
   */
  Optional<Login> read() throws SpotifyException {
    String text;
    try {
      text = Files.readString(path);
    } catch (NoSuchFileException nobodyYet) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw unusable("can't be read: check its owner");
    }
    JsonNode document = Documents.readLeniently(text);
    String token = document.path("refresh_token").asText("");
    try {
      Instant authorizedAt = Instant.parse(document.path("authorized_at").asText(""));
      if (!token.isEmpty()) {
        return Optional.of(new Login(token, authorizedAt));
      }
    } catch (DateTimeException damaged) {
      // Said below, for both halves.
    }
    throw unusable("is damaged: log in again");
  }

  /** Replaces the login. */
  void write(Login login) throws IOException {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("refresh_token", login.refreshToken());
    document.put("authorized_at", login.authorizedAt().toString());
    AtomicFile.writeSecret(path, (document + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private SpotifyException unusable(String why) {
    return new SpotifyException(
        Trouble.LOGIN, "The file of the Spotify login, %s, %s.".formatted(path, why));
  }
}
