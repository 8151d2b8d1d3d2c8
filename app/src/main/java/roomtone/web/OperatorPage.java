package roomtone.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.access.Access;
import roomtone.access.Operator;
import roomtone.access.PinGate;
import roomtone.access.Presence;
import roomtone.history.HistoryException;
import roomtone.history.HistoryReader;
import roomtone.language.Phrase;

/**
 * Lets the operator in, by a press on the button or a PIN, and shows who else is and who changed
 * what.
 */
final class OperatorPage {
  private static final String TICKET = "roomtone-pairing";
  private static final Duration CHANGES_OF = Duration.ofDays(7);
  private static final int MOST_CHANGES = 50;
  private static final String PRESS = "operator.press";
  private static final String LET_IN = "operator.let-in";

  private final Access access;
  private final Door door;
  private final Refusals refusals;
  private final @Nullable HistoryReader history;
  private final InstantSource clock;
  private final Supplier<String> name;
  private final Json json;
  private final Pages pages;

  /**
   * A page of these operators.
   *
   * @param history knows who changed what; null where nothing is logged
   * @param name what the operator calls this kiosk
   */
  OperatorPage(
      Access access,
      Door door,
      Refusals refusals,
      @Nullable HistoryReader history,
      InstantSource clock,
      Supplier<String> name,
      Json json,
      Pages pages) {
    this.access = access;
    this.door = door;
    this.refusals = refusals;
    this.history = history;
    this.clock = clock;
    this.name = name;
    this.json = json;
    this.pages = pages;
  }

  /** Answers {@code GET /operator}. */
  void show(Context context) {
    Presence.Answer pairing = pairing(context);
    if (pairing instanceof Presence.Answer.Granted) {
      context.status(303).header("Location", "/operator");
      return;
    }
    show(
        context, pairing, Notice.of(context.queryParam("notice")).sentence(Door.language(context)));
  }

  /** Answers {@code GET /api/operator}. */
  void serve(Context context) {
    Presence.Answer pairing = pairing(context);
    context
        .contentType(Json.TYPE)
        .result(json.bytes(document(context, pairing, door.visitor(context).token())));
  }

  /** Answers {@code POST /api/operator/pair}: waits for a press on the button from now on. */
  void pair(Context context) throws ProblemException {
    if (!access.settings().byButton()) {
      refuse(context, 409, Phrase.of("operator.no-button"));
      return;
    }
    switch (pairing(context)) {
      case Presence.Answer.Granted() -> answer(context, LET_IN);
      case Presence.Answer.Waiting _ -> answer(context, PRESS);
      case Presence.Answer.Over() -> {
        switch (access.presence().ask(Presence.Wish.OPERATE)) {
          case Presence.Asked.Waits(String fresh) -> {
            context.cookie(Door.cookie(context, TICKET, fresh, Presence.WINDOW.multipliedBy(2)));
            answer(context, PRESS);
          }
          case Presence.Asked.Busy(Duration again) -> {
            refusals.count(Refusals.Reason.TOO_MANY_PAIRINGS);
            refuse(context, 429, Problems.buttonIsBusy(context, again));
          }
        }
      }
    }
  }

  /** Answers {@code POST /api/operator/pin}, whose form has the PIN. */
  void enter(Context context) throws ProblemException {
    String pin = context.formParam("pin");
    switch (access.pin().enter(pin == null ? "" : pin.strip())) {
      case PinGate.Outcome.Right() -> {
        door.admit(context, "the PIN");
        answer(context, LET_IN);
      }
      case PinGate.Outcome.Wrong() -> {
        refusals.count(Refusals.Reason.WRONG_PIN);
        refuse(context, 403, Phrase.of("operator.wrong-pin"));
      }
      case PinGate.Outcome.Wait(Duration left) -> {
        refusals.count(Refusals.Reason.WRONG_PIN);
        Problems.retryAfter(context, left);
        refuse(
            context,
            429,
            Phrase.of("operator.too-many-pins", Door.language(context).age(left.plusSeconds(59))));
      }
      case PinGate.Outcome.Broken(String reason) -> refuse(context, 503, Phrase.plain(reason));
    }
  }

  /** Answers {@code POST /api/operator/leave}. */
  void leave(Context context) {
    door.leave(context);
    Notice.FORGOTTEN.answer(context, json);
  }

  /** Answers {@code POST /api/operator/browsers/{id}/forget}. */
  void forget(Context context) throws ProblemException {
    int id = context.pathParamAsClass("id", Integer.class).getOrDefault(0);
    if (!access.operators().forget(id)) {
      refuse(context, 409, Phrase.of("operator.no-browser", id));
      return;
    }
    door.changed(context, "no longer lets in browser no. " + id);
    Notice.FORGOTTEN.answer(context, json);
  }

  /** How the pairing of the browser that asks is doing; lets it in after a press on the button. */
  private Presence.Answer pairing(Context context) {
    String ticket = context.cookie(TICKET);
    if (ticket == null) {
      return new Presence.Answer.Over();
    }
    Presence.Answer answer = access.presence().answer(ticket, Presence.Wish.OPERATE);
    if (answer instanceof Presence.Answer.Granted) {
      context.removeCookie(TICKET);
      door.admit(context, "the button");
    }
    return answer;
  }

  private void answer(Context context, String key) {
    if (Problems.wantsHtml(context)) {
      context.status(303).header("Location", "/operator");
    } else {
      context
          .contentType(Json.TYPE)
          .result(json.bytes(new Message(Door.language(context).say(key))));
    }
  }

  private void refuse(Context context, int status, Phrase reason) throws ProblemException {
    String sentence = Door.language(context).say(reason);
    if (!Problems.wantsHtml(context)) {
      throw new ProblemException(new Problem("Refused", status, sentence));
    }
    show(context.status(status), pairing(context), sentence);
  }

  private void show(Context context, Presence.Answer pairing, String said) {
    Visitor visitor = door.visitor(context);
    pages.operator(context, visitor, name.get(), document(context, pairing, visitor.token()), said);
  }

  /** What is shown to the browser that asks; one that is let in just now reads the rest next. */
  private OperatorDocument document(Context context, Presence.Answer pairing, String token) {
    Optional<Operator> operator = door.operator(context);
    return new OperatorDocument(
        operator.isPresent() || pairing instanceof Presence.Answer.Granted,
        access.settings().byButton(),
        access.pin().isOpen(),
        switch (pairing) {
          case Presence.Answer.Waiting _ -> "waiting";
          case Presence.Answer.Granted _ -> "none";
          case Presence.Answer.Over _ -> context.cookie(TICKET) == null ? "none" : "over";
        },
        pairing instanceof Presence.Answer.Waiting(Duration left) ? left.toSeconds() : 0,
        token,
        operator.map(own -> browsers(own)).orElse(null),
        operator.map(_ -> changes()).orElse(null),
        operator.map(_ -> refusals.counts()).orElse(null));
  }

  private List<OperatorDocument.Browser> browsers(Operator own) {
    return access.operators().all().stream()
        .map(one -> OperatorDocument.Browser.of(one, one.id() == own.id()))
        .toList();
  }

  private List<OperatorDocument.Change> changes() {
    if (history == null) {
      return List.of();
    }
    Instant now = clock.instant();
    try {
      return history
          .between(now.minus(CHANGES_OF), now.plusSeconds(1))
          .changes()
          .reversed()
          .stream()
          .limit(MOST_CHANGES)
          .map(OperatorDocument.Change::of)
          .toList();
    } catch (HistoryException unreadable) {
      return List.of();
    }
  }
}
