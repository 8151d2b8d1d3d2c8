package roomtone.music.spotify;

import java.io.IOException;
import org.apache.hc.core5.http.ParseException;
import org.jspecify.annotations.Nullable;
import se.michaelthelin.spotify.IHttpManager;
import se.michaelthelin.spotify.exceptions.SpotifyWebApiException;
import se.michaelthelin.spotify.requests.data.AbstractDataRequest;

/**
 * {@code GET /playlists/{id}/items}, which took the place of {@code /tracks} in February 2026; the
 * library knows only the old address.
 */
final class PlaylistItemsRequest extends AbstractDataRequest<@Nullable String> {
  private static final int MOST = 50;

  private PlaylistItemsRequest(Builder builder) {
    super(builder);
  }

  @Override
  public @Nullable String execute() throws IOException, SpotifyWebApiException, ParseException {
    return getJson();
  }

  /** Makes the request. */
  static final class Builder extends AbstractDataRequest.Builder<@Nullable String, Builder> {
    Builder(String accessToken, IHttpManager http) {
      super(accessToken);
      setHttpManager(http);
    }

    Builder playlist(String id) {
      return setPathParameter("playlist_id", id);
    }

    @Override
    public PlaylistItemsRequest build() {
      setQueryParameter("limit", MOST);
      setPath("/v1/playlists/{playlist_id}/items");
      return new PlaylistItemsRequest(this);
    }

    @Override
    protected Builder self() {
      return this;
    }
  }
}
