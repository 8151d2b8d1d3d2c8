package roomtone.access;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import roomtone.system.FileTrouble;

/**
 * Takes PINs, slowly from the sixth wrong one on: a minute's wait, then two, up to an hour, whoever
 * tries, since an attacker on the network can take any address.
 *
 * <p>Any thread may try; one is looked at after the other.
 */
public final class PinGate {
  private static final int FREE = 5;
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** What became of a try. */
  public sealed interface Outcome {
    /** It was the PIN. */
    record Right() implements Outcome {}

    /** It was not, or none is set. */
    record Wrong() implements Outcome {}

    /**
     * It was not looked at: there were too many wrong ones.
     *
     * @param left until the next one is
     */
    record Wait(Duration left) implements Outcome {}

    /**
     * It could not be looked at.
     *
     * @param reason a sentence for the operator
     */
    record Broken(String reason) implements Outcome {}
  }

  private final PinFile file;
  private final LongSupplier nanos;
  private int wrong;
  private long untilNanos;

  /**
   * Nobody has tried yet.
   *
   * @param nanos the monotonic clock
   */
  public PinGate(PinFile file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
  }

  /** Whether there is a PIN to try. */
  public boolean isOpen() {
    return file.isSet();
  }

  /** Tries a PIN. */
  public synchronized Outcome enter(String pin) {
    long now = nanos.getAsLong();
    if (wrong >= FREE && untilNanos - now > 0) {
      return new Outcome.Wait(Duration.ofNanos(untilNanos - now));
    }
    try {
      if (PinFile.isAllowed(pin) && file.matches(pin)) {
        wrong = 0;
        return new Outcome.Right();
      }
    } catch (IOException unreadable) {
      return new Outcome.Broken("The PIN can't be read: " + FileTrouble.reason(unreadable) + ".");
    }
    wrong++;
    if (wrong >= FREE) {
      untilNanos = now + waitAfter(wrong).toNanos();
    }
    return new Outcome.Wrong();
  }

  private static Duration waitAfter(int wrong) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(wrong - FREE, 10));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
