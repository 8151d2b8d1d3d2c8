package roomtone.kiosk;

import java.util.Optional;
import roomtone.language.Phrase;
import roomtone.music.spotify.Spotify;
import roomtone.music.spotify.SpotifyLogin;
import roomtone.web.ActionResult;
import roomtone.web.MusicLogin;

/** Spotify's login, as the page offers it: only while one is wanted. */
record SpotifyVisit(Spotify spotify) implements MusicLogin {
  @Override
  public Optional<Invitation> invite() {
    return spotify.login().isWanted()
        ? spotify
            .login()
            .invite()
            .map(invitation -> new Invitation(invitation.link().toString(), invitation.code()))
        : Optional.empty();
  }

  @Override
  public ActionResult finish(String address) {
    return switch (spotify.login().finish(address)) {
      case SpotifyLogin.Outcome.Done() -> new ActionResult.Done();
      case SpotifyLogin.Outcome.Refused(String reason) ->
          new ActionResult.Refused(Phrase.plain(reason));
    };
  }
}
