package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import se.michaelthelin.spotify.SpotifyApi;
import se.michaelthelin.spotify.requests.data.player.StartResumeUsersPlaybackRequest;

/**
 * Spotify's requests, as far as Roomtone needs them. Each uses a fresh token and is made again once
 * where Spotify refuses that token.
 *
 * <p>Answers are read here and not by the library, which fails on values that it does not know. Any
 * thread may use it.
 */
final class SpotifyClient {
  private static final int PAGE = 50;
  private static final int MOST_PAGES = 4;

  private final SpotifyHttp http;
  private final Tokens tokens;

  SpotifyClient(SpotifyHttp http, Tokens tokens) {
    this.http = http;
    this.tokens = tokens;
    // At FINE the library logs whole answers, tokens included.
    SpotifyApi.LOGGER.setLevel(Level.OFF);
  }

  /** What the account plays; empty where it has no playback anywhere. */
  Optional<Playback> playback() throws SpotifyException {
    String answer = ask(api -> api.getInformationAboutUsersCurrentPlayback().build().getJson());
    return answer.isEmpty() ? Optional.empty() : Optional.of(Playback.of(Documents.read(answer)));
  }

  /** The devices that Spotify sees now. */
  List<Speaker> speakers() throws SpotifyException {
    JsonNode document =
        Documents.read(ask(api -> api.getUsersAvailableDevices().build().getJson()));
    List<Speaker> speakers = new ArrayList<>();
    document.path("devices").forEach(device -> speakers.add(Speaker.of(device)));
    return List.copyOf(speakers);
  }

  /** Plays a playlist; from a certain song on where one is named. */
  void play(Speaker speaker, PlaylistUri playlist, Optional<String> song) throws SpotifyException {
    ask(api -> {
      StartResumeUsersPlaybackRequest.Builder request =
          api.startResumeUsersPlayback().device_id(idOf(speaker)).context_uri(playlist.toString());
      song.ifPresent(uri -> {
        JsonObject offset = new JsonObject();
        offset.addProperty("uri", uri);
        request.offset(offset);
      });
      return request.build().putJson();
    });
  }

  void resume(Speaker speaker) throws SpotifyException {
    ask(api -> api.startResumeUsersPlayback().device_id(idOf(speaker)).build().putJson());
  }

  void pause(Speaker speaker) throws SpotifyException {
    ask(api -> api.pauseUsersPlayback().device_id(idOf(speaker)).build().putJson());
  }

  /** Pauses with the last token, however old: what is left when the login has ended. */
  void pauseWithoutLogin(Speaker speaker) throws SpotifyException {
    Optional<String> token = tokens.lastAccess();
    if (token.isPresent()) {
      send(api -> api.pauseUsersPlayback().device_id(idOf(speaker)).build().putJson(), token.get());
    }
  }

  void next(Speaker speaker) throws SpotifyException {
    ask(api -> api.skipUsersPlaybackToNextTrack().device_id(idOf(speaker)).build().postJson());
  }

  void volume(Speaker speaker, int percent) throws SpotifyException {
    ask(api -> api.setVolumeForUsersPlayback(percent).device_id(idOf(speaker)).build().putJson());
  }

  /** Makes a speaker the active one, silently. */
  void transfer(Speaker speaker) throws SpotifyException {
    JsonArray ids = new JsonArray();
    ids.add(idOf(speaker));
    ask(api -> api.transferUsersPlayback(ids).play(false).build().putJson());
  }

  void shuffle(Speaker speaker, boolean shuffled) throws SpotifyException {
    ask(api ->
        api.toggleShuffleForUsersPlayback(shuffled).device_id(idOf(speaker)).build().putJson());
  }

  /** Plays the playlist round and round. */
  void repeat(Speaker speaker) throws SpotifyException {
    ask(api ->
        api.setRepeatModeOnUsersPlayback("context").device_id(idOf(speaker)).build().putJson());
  }

  /** The account's own playlists by name, at most 200. */
  Map<String, PlaylistUri> playlists() throws SpotifyException {
    Map<String, PlaylistUri> playlists = new LinkedHashMap<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      int offset = page * PAGE;
      JsonNode document =
          Documents.read(
              ask(api ->
                  api.getListOfCurrentUsersPlaylists()
                      .limit(PAGE)
                      .offset(offset)
                      .build()
                      .getJson()));
      for (JsonNode playlist : document.path("items")) {
        String id = playlist.path("id").asText("");
        if (!id.isEmpty()) {
          playlists.putIfAbsent(playlist.path("name").asText(""), new PlaylistUri(id));
        }
      }
      if (document.path("next").asText("").isEmpty()) {
        break;
      }
    }
    return playlists;
  }

  /**
   * The first songs of a playlist.
   *
   * @throws SpotifyException where the account neither owns it nor works on it
   */
  List<PlaylistItem> items(PlaylistUri playlist) throws SpotifyException {
    JsonNode document =
        Documents.read(
            ask(api ->
                new PlaylistItemsRequest.Builder(api.getAccessToken(), http)
                    .playlist(playlist.id())
                    .build()
                    .getJson()));
    List<PlaylistItem> items = new ArrayList<>();
    for (JsonNode entry : document.path("items")) {
      JsonNode item = entry.path("item");
      if (item.path("uri").asText("").startsWith("spotify:track:")) {
        items.add(
            new PlaylistItem(item.path("uri").asText(), item.path("explicit").asBoolean(false)));
      }
    }
    return List.copyOf(items);
  }

  /** Spotify may report a device without an id, which no command can name. */
  private static String idOf(Speaker speaker) throws SpotifyException {
    if (speaker.id().isEmpty()) {
      throw new SpotifyException(Trouble.NO_DEVICE);
    }
    return speaker.id();
  }

  private String ask(Request request) throws SpotifyException {
    String token = tokens.access();
    try {
      return send(request, token);
    } catch (SpotifyException failure) {
      if (failure.trouble() != Trouble.EXPIRED) {
        throw failure;
      }
      tokens.refused(token);
      return send(request, tokens.access());
    }
  }

  private String send(Request request, String token) throws SpotifyException {
    return request.answer(SpotifyApi.builder().setHttpManager(http).setAccessToken(token).build());
  }
}
