package roomtone.web;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the page says after a guest asked for something. */
enum Notice {
  NONE(""),
  SKIPPED("Skipped to the next song."),
  LOOKING("Taking a fresh look at the room."),
  WAIT("Someone just pressed that. Try again in a moment."),
  REFUSED("That is not possible right now."),
  LET_IN("Roomtone may use Spotify now.");

  private final String sentence;

  Notice(String sentence) {
    this.sentence = sentence;
  }

  /** What a guest reads. */
  String sentence() {
    return sentence;
  }

  /** Its name in an address. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Sends a browser back to the page of the room, which then says this. */
  void goBack(Context context) {
    context.status(303).header("Location", "/?notice=" + key());
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
