package roomtone.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.language.Language;
import roomtone.language.Phrase;

/**
 * Answers what is asked about the login of a music service; never says anything that is secret. For
 * a person without script the answers are pages.
 */
final class MusicLoginApi {
  private static final Duration GAP = Duration.ofSeconds(2);

  private final @Nullable MusicLogin login;
  private final Supplier<String> name;
  private final Door door;
  private final Json json;
  private final Pages pages;
  private final Pace invitations;
  private final Pace answers;

  /**
   * Passes on to {@code login}, null where the settings name no such service.
   *
   * @param name what the operator calls this kiosk
   */
  MusicLoginApi(
      @Nullable MusicLogin login,
      Supplier<String> name,
      Door door,
      Json json,
      Pages pages,
      LongSupplier nanos) {
    this.login = login;
    this.name = name;
    this.door = door;
    this.json = json;
    this.pages = pages;
    invitations = new Pace(GAP, nanos);
    answers = new Pace(GAP, nanos);
  }

  /** Answers {@code GET /spotify}: what the person opens, and where to paste. */
  void show(Context context) throws ProblemException {
    show(context, visit(), "");
  }

  private void show(Context context, MusicLogin visit, String said) {
    pages.spotify(context, door.visitor(context), name.get(), visit.invite(), said);
  }

  /** Answers {@code POST /api/spotify/login}: a link and its QR code. */
  void invite(Context context) throws ProblemException {
    MusicLogin visit = visit();
    take(invitations, Door.language(context));
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
    try {
      take(answers, visit, context.formParam("address"), Door.language(context));
    } catch (ProblemException e) {
      if (!Problems.wantsHtml(context)) {
        throw e;
      }
      show(context.status(e.problem().status()), visit, String.valueOf(e.problem().detail()));
      return;
    }
    door.changed(context, "let the kiosk into Spotify");
    Notice.LET_IN.answer(context, json);
  }

  private static void take(Pace pace, MusicLogin visit, @Nullable String address, Language language)
      throws ProblemException {
    if (address == null || address.isBlank()) {
      throw new ProblemException(
          new Problem("Bad parameter", 400, language.say("spotify.no-address"), "address"));
    }
    take(pace, language);
    if (visit.finish(address) instanceof ActionResult.Refused(Phrase reason)) {
      throw new ProblemException(new Problem("Refused", 409, language.say(reason)));
    }
  }

  private MusicLogin visit() throws ProblemException {
    if (login == null) {
      throw new ProblemException(
          new Problem("Refused", 409, "This kiosk does not play from Spotify."));
    }
    return login;
  }

  private static void take(Pace pace, Language language) throws ProblemException {
    if (!pace.take().isZero()) {
      throw new ProblemException(new Problem("Too soon", 429, language.say("notice.wait")));
    }
  }
}
