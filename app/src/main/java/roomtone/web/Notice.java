package roomtone.web;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the page says after a guest asked for something. */
enum Notice {
  NONE("", "/"),
  SKIPPED("Skipped to the next song.", "/"),
  LOOKING("Taking a fresh look at the room.", "/"),
  CAMERA_ON("The camera is on again.", "/"),
  CAMERA_OFF("The camera is off until you switch it on.", "/"),
  WAIT("Someone just pressed that. Try again in a moment.", "/"),
  REFUSED("That is not possible right now.", "/"),
  OPERATOR_ONLY("Only the operator may do that.", "/"),
  LET_IN("Roomtone may use Spotify now.", "/"),
  DJ_TOLD("The DJ knows it from its next choice on.", "/dj"),
  FORGOTTEN("That browser is no longer the operator’s.", "/operator");

  private final String sentence;
  private final String page;

  Notice(String sentence, String page) {
    this.sentence = sentence;
    this.page = page;
  }

  /** What a guest reads. */
  String sentence() {
    return sentence;
  }

  /** Its name in an address. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Says it: to a browser without script by the page that it is sent back to. */
  void answer(Context context, Json json) {
    if (Problems.wantsHtml(context)) {
      goBack(context);
    } else {
      context.contentType(Json.TYPE).result(json.bytes(new Message(sentence)));
    }
  }

  /** Sends a browser back to the page, which then says this. */
  void goBack(Context context) {
    context.status(303).header("Location", page + "?notice=" + key());
  }

  /** The notice of that name, or none. */
  static Notice of(@Nullable String key) {
    for (Notice notice : values()) {
      if (notice.key().equals(key)) {
        return notice;
      }
    }
    return NONE;
  }
}
