package roomtone.music.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge itself: it lets good requests pass and finds what is wrong with others. */
class PublicDescriptionTest {
  private static final PublicDescription DESCRIPTION = new PublicDescription();
  private static final Set<String> SCOPES =
      Set.of("user-read-playback-state", "user-modify-playback-state", "playlist-read-private");

  private static String violation(String method, String address, String body, Set<String> scopes) {
    String type = body.isEmpty() ? "" : "application/json";
    URI uri = URI.create("https://api.spotify.com" + address);
    return DESCRIPTION.violation(new Wire.Question(method, uri, "Bearer x", type, body), scopes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "GET | /v1/me/player | ``",
        "GET | /v1/me/player/devices | ``",
        "GET | /v1/me/playlists?limit=50&offset=0 | ``",
        "GET | /v1/playlists/abcd/items?limit=50 | ``",
        "PUT | /v1/me/player | {\"device_ids\":[\"a\"],\"play\":false}",
        "PUT | /v1/me/player/volume?volume_percent=40&device_id=a | ``",
        "POST | /v1/me/player/next?device_id=a | ``",
      })
  void goodRequestsPass(String method, String address, String body) {
    assertThat(violation(method, address, body, SCOPES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET | /v1/me/players | `` | not in the public description",
        "POST | /v1/me/player/play | `` | not in the public description",
        "PUT | /v1/me/player/volume | `` | lacks the query volume_percent",
        "PUT | /v1/me/player/volume?volume_percent=loud | `` | has a query",
        "PUT | /v1/me/player/pause?device=a | `` | has a query",
        "PUT | /v1/me/player | {\"play\":false} | lacks device_ids",
        "PUT | /v1/me/player/play | {\"context_uri\":7} | has a body with",
        "POST | /v1/me/player/next | {} | a body that is not described",
      })
  void whatIsWrongIsFound(String method, String address, String body, String why) {
    assertThat(violation(method, address, body, SCOPES)).contains(why);
  }

  @Test
  void aScopeThatLacksIsFound() {
    assertThat(violation("GET", "/v1/me/player", "", Set.of())).contains("lacks one of the scopes");
  }
}
