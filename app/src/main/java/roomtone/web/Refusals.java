package roomtone.web;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
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

  private final Map<Reason, AtomicLong> counts = new EnumMap<>(Reason.class);
  private final Map<Reason, Pace> paces = new EnumMap<>(Reason.class);

  /**
   * Nothing was refused yet.
   *
   * @param nanos the monotonic clock
   */
  Refusals(LongSupplier nanos) {
    for (Reason reason : Reason.values()) {
      counts.put(reason, new AtomicLong());
      paces.put(reason, new Pace(GAP, nanos));
    }
  }

  /** Counts one. */
  void count(Reason reason) {
    long count = of(reason).incrementAndGet();
    Pace pace = paces.get(reason);
    if (pace != null && pace.take().isZero()) {
      log.warn("the page refused a request: {} ({} since the start)", reason.label(), count);
    }
  }

  /** How many there were of each kind since the start. */
  Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>();
    for (Reason reason : Reason.values()) {
      all.put(reason.label(), of(reason).get());
    }
    return all;
  }

  private AtomicLong of(Reason reason) {
    return counts.computeIfAbsent(reason, _ -> new AtomicLong());
  }
}
