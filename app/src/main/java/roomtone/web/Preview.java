package roomtone.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import roomtone.access.Operator;
import roomtone.access.Presence;

/**
 * Shows the camera's picture to the operator while the camera is set up: after a press on the
 * button, for a minute, to the one browser that asked. Nothing of it is kept.
 */
final class Preview {
  private static final Duration LASTS = Duration.ofSeconds(60);

  private final Aim aim;
  private final Presence presence;
  private final Door door;
  private final Refusals refusals;
  private final Json json;
  private final LongSupplier nanos;
  private final Object lock = new Object();
  private @Nullable String ticket;
  private int viewer;
  private boolean isOpen;
  private long untilNanos;

  /** How a preview is doing, for the page. */
  public enum State {
    /** There is none. */
    CLOSED,
    /** It waits for a press on the button. */
    WAITING,
    /** The picture is shown. */
    OPEN
  }

  /**
   * No preview.
   *
   * @param nanos the monotonic clock
   */
  Preview(Aim aim, Presence presence, Door door, Refusals refusals, Json json, LongSupplier nanos) {
    this.aim = aim;
    this.presence = presence;
    this.door = door;
    this.refusals = refusals;
    this.json = json;
    this.nanos = nanos;
  }

  /** Answers {@code POST /api/aim/preview}: waits for a press on the button from now on. */
  void ask(Context context) throws ProblemException {
    int id = door.operator(context).map(Operator::id).orElse(0);
    if (state(context) == State.CLOSED) {
      switch (presence.ask(Presence.Wish.SEE_PICTURE)) {
        case Presence.Asked.Waits(String fresh) -> {
          synchronized (lock) {
            ticket = fresh;
            viewer = id;
            isOpen = false;
          }
        }
        case Presence.Asked.Busy(Duration again) -> {
          refusals.count(Refusals.Reason.TOO_MANY_PAIRINGS);
          String sentence = Door.language(context).say(Problems.buttonIsBusy(context, again));
          throw new ProblemException(new Problem("Too soon", 429, sentence));
        }
      }
    }
    if (Problems.wantsHtml(context)) {
      context.status(303).header("Location", "/aim");
    } else {
      serve(context);
    }
  }

  /** Answers {@code GET /api/aim/preview}. */
  void serve(Context context) {
    context
        .contentType(Json.TYPE)
        .result(json.bytes(new Answer(state(context).name().toLowerCase(Locale.ROOT))));
  }

  /** Answers {@code GET /api/aim/picture}. */
  void picture(Context context) throws ProblemException, InterruptedException {
    if (state(context) != State.OPEN) {
      throw new ProblemException(
          new Problem("Closed", 409, "No preview is open: open one on the page for aiming."));
    }
    Optional<AimPicture> picture = aim.picture(AimPage.PATIENCE);
    if (picture.isEmpty()) {
      throw new ProblemException(new Problem("No picture", 503, "The camera gives no picture."));
    }
    context.contentType("image/jpeg").result(picture.get().jpeg());
  }

  /** How the preview of the operator who asks is doing; takes up a press on the button. */
  State state(Context context) {
    int id = door.operator(context).map(Operator::id).orElse(0);
    synchronized (lock) {
      if (ticket == null || viewer != id) {
        return State.CLOSED;
      }
      if (!isOpen) {
        switch (presence.answer(ticket, Presence.Wish.SEE_PICTURE)) {
          case Presence.Answer.Waiting _ -> {
            return State.WAITING;
          }
          case Presence.Answer.Over _ -> ticket = null;
          case Presence.Answer.Granted _ -> {
            isOpen = true;
            untilNanos = nanos.getAsLong() + LASTS.toNanos();
            door.changed(context, "looked at the camera's picture");
          }
        }
      } else if (nanos.getAsLong() - untilNanos >= 0) {
        ticket = null;
        isOpen = false;
      }
      return ticket == null ? State.CLOSED : State.OPEN;
    }
  }

  /** The shape of the answer. */
  private record Answer(String state) {}
}
