package roomtone.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import roomtone.access.Operator;
import roomtone.history.ChangeEvent;

/**
 * What is known of the operator, for one browser.
 *
 * @param operator whether this browser is the operator's
 * @param byButton whether a press on the button lets somebody in
 * @param byPin whether a PIN does
 * @param pairing {@code none}, {@code waiting} for a press, or {@code over}
 * @param secondsLeft of the wait; 0 where there is none
 * @param token what forms of this browser carry
 * @param browsers all that are the operator's; null for a guest
 * @param changes who changed what, the newest first; null for a guest
 * @param refused how many requests were refused, by reason; null for a guest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperatorDocument(
    boolean operator,
    boolean byButton,
    boolean byPin,
    String pairing,
    long secondsLeft,
    String token,
    @Nullable List<Browser> browsers,
    @Nullable List<Change> changes,
    @Nullable Map<String, Long> refused) {
  /** A browser that is the operator's; {@code own} for the one that asks. */
  public record Browser(int id, String name, Instant since, Instant seen, boolean own) {
    static Browser of(Operator operator, boolean own) {
      return new Browser(operator.id(), operator.name(), operator.since(), operator.seen(), own);
    }
  }

  /** Something that was changed. */
  public record Change(Instant at, String who, String what) {
    static Change of(ChangeEvent event) {
      return new Change(event.at(), event.who(), event.what());
    }
  }
}
