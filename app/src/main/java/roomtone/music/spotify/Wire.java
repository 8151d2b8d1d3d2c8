package roomtone.music.spotify;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Carries one HTTP request and its answer. */
interface Wire extends AutoCloseable {
  /**
   * A request.
   *
   * @param authorization the header's value; empty for none
   * @param type the body's type; empty where there is no body
   * @param body empty for none
   */
  record Question(String method, URI uri, String authorization, String type, String body) {
    /** Where it goes, and nothing that is secret. */
    @Override
    public String toString() {
      return method + " " + uri.getPath();
    }
  }

  /**
   * An answer.
   *
   * @param headers by their names in lower case
   */
  record Answer(int status, Map<String, String> headers, String body) {
    /** Copies the headers, their names in lower case. */
    public Answer {
      headers =
          headers.entrySet().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      header -> header.getKey().toLowerCase(Locale.ROOT),
                      Map.Entry::getValue,
                      (first, _) -> first));
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /** How large it is, and nothing that is secret. */
    @Override
    public String toString() {
      return "%d, %d characters".formatted(status, body.length());
    }
  }

  /**
   * Asks and waits for the whole answer, at most for the deadline.
   *
   * @throws SpotifyException where no whole answer came
   */
  Answer send(Question question) throws SpotifyException;

  @Override
  void close();
}
