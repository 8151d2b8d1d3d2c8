package roomtone.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about the login of a music service; never says anything that is secret. */
final class MusicLoginApi {
  private static final Duration GAP = Duration.ofSeconds(2);

  private final @Nullable MusicLogin login;
  private final Json json;
  private final Pace invitations;
  private final Pace answers;

  /** Passes on to {@code login}, null where the settings name no such service. */
  MusicLoginApi(@Nullable MusicLogin login, Json json, LongSupplier nanos) {
    this.login = login;
    this.json = json;
    invitations = new Pace(GAP, nanos);
    answers = new Pace(GAP, nanos);
  }

  /** Answers {@code POST /api/spotify/login}: a link and its QR code. */
  void invite(Context context) throws ProblemException {
    MusicLogin visit = visit();
    take(invitations);
    Optional<MusicLogin.Invitation> invitation = visit.invite();
    if (invitation.isEmpty()) {
      throw new ProblemException(
          new Problem("Refused", 409, "Spotify needs no login now, or no app is set up for it."));
    }
    context.contentType(Json.TYPE).result(json.bytes(invitation.get()));
  }

  /** Answers {@code POST /api/spotify/login/finish}, whose form has the pasted address. */
  void finish(Context context) throws ProblemException {
    MusicLogin visit = visit();
    String address = context.formParam("address");
    if (address == null || address.isBlank()) {
      throw new ProblemException(
          new Problem("Bad parameter", 400, "The address is missing: paste it.", "address"));
    }
    take(answers);
    if (visit.finish(address) instanceof ActionResult.Refused(String reason)) {
      throw new ProblemException(new Problem("Refused", 409, reason));
    }
    context.contentType(Json.TYPE).result(json.bytes(new Answer("Roomtone may use Spotify now.")));
  }

  private MusicLogin visit() throws ProblemException {
    if (login == null) {
      throw new ProblemException(
          new Problem("Refused", 409, "This kiosk does not play from Spotify."));
    }
    return login;
  }

  private static void take(Pace pace) throws ProblemException {
    if (!pace.take().isZero()) {
      throw new ProblemException(
          new Problem("Too soon", 429, "Somebody has just asked for this: wait two seconds."));
    }
  }

  /** The shape of the answer. */
  private record Answer(String message) {}
}
