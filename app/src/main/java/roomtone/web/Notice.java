package roomtone.web;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import roomtone.language.Language;

/** What the page says after a guest asked for something. */
enum Notice {
  NONE("/"),
  SKIPPED("/"),
  LOOKING("/"),
  CAMERA_ON("/"),
  CAMERA_OFF("/"),
  WAIT("/"),
  REFUSED("/"),
  OPERATOR_ONLY("/"),
  LET_IN("/"),
  FOLLOWS("/"),
  FREE("/"),
  COUNTED("/"),
  DJ_TOLD("/dj"),
  FORGOTTEN("/operator");

  private final String page;

  Notice(String page) {
    this.page = page;
  }

  /** What a guest reads; empty for none. */
  String sentence(Language language) {
    return this == NONE ? "" : language.say("notice." + key().replace('_', '-'));
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
      context
          .contentType(Json.TYPE)
          .result(json.bytes(new Message(sentence(Door.language(context)))));
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
