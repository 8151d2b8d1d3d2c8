package roomtone.web;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what was refused, and logs it: each reason at most once a minute, so that nobody can fill
 * the log. Whose request it was is not noted. Any thread.
 */
final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final Duration GAP = Duration.ofMinutes(1);

  /** Why something was refused. */
  enum Reason {
    /** It was sent to a name that is not the kiosk's. */
    UNKNOWN_NAME,
    /** Its body was too large. */
    TOO_LARGE,
    /** It came from a page that is not the kiosk's. */
    FOREIGN_PAGE,
    /** Its form was not made for that browser. */
    FORGED_FORM,
    /** Only the operator may ask for it. */
    NOT_THE_OPERATOR,
    /** It had a wrong PIN, or one too soon after too many wrong ones. */
    WRONG_PIN,
    /** It asked for a press on the button too often, or while another did. */
    TOO_MANY_PAIRINGS;

    /** Its name in JSON. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is known of one reason. */
  private record Tally(AtomicLong count, Pace pace) {}

  private final Map<Reason, Tally> tallies = new EnumMap<>(Reason.class);

  /**
   * Nothing was refused yet.
   *
   * @param nanos the monotonic clock
   */
  Refusals(LongSupplier nanos) {
    for (Reason reason : Reason.values()) {
      tallies.put(reason, new Tally(new AtomicLong(), new Pace(GAP, nanos)));
    }
  }

  /** Counts one. */
  void count(Reason reason) {
    Tally tally = Objects.requireNonNull(tallies.get(reason));
    long count = tally.count().incrementAndGet();
    if (tally.pace().take().isZero()) {
      log.warn("the page refused a request: {} ({} since the start)", reason.label(), count);
    }
  }

  /** How many there were of each kind since the start. */
  Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>();
    tallies.forEach((reason, tally) -> all.put(reason.label(), tally.count().get()));
    return all;
  }
}
