package roomtone.music.spotify;

import java.io.IOException;
import org.apache.hc.core5.http.ParseException;
import org.jspecify.annotations.Nullable;
import se.michaelthelin.spotify.SpotifyApi;
import se.michaelthelin.spotify.exceptions.SpotifyWebApiException;

/** One request through the library. */
@FunctionalInterface
interface Request {
  /** Sends it and returns the answer's text; null where the answer has none. */
  @Nullable String send(SpotifyApi api) throws IOException, SpotifyWebApiException, ParseException;

  /** Sends it and returns the answer's text, empty where it has none. */
  default String answer(SpotifyApi api) throws SpotifyException {
    try {
      String answer = send(api);
      return answer == null ? "" : answer;
    } catch (SpotifyException known) {
      throw known;
    } catch (IOException | SpotifyWebApiException | ParseException unforeseen) {
      throw new SpotifyException(Trouble.GARBLED);
    }
  }
}
