package roomtone.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What somebody at a screen may do once somebody at the box has pressed its button.
 *
 * <ol>
 *   <li>{@link #ask} begins to wait, for {@link #WINDOW}; only one waits at a time.
 *   <li>{@link #press} allows it: that press does nothing else.
 *   <li>{@link #answer} tells whoever has the ticket, once.
 * </ol>
 *
 * <p>Holding the button while the kiosk starts is a press ahead of the wish: {@link #pair}.
 *
 * <p>Any thread may call any method; none blocks.
 */
public final class Presence {
  /** How long a press is waited for, and then its being taken up. */
  public static final Duration WINDOW = Duration.ofSeconds(60);

  // Somebody who asks all the time would in the end catch a press that was meant for a song.
  private static final int MOST_ASKS = 6;
  private static final Duration ASKS_WITHIN = Duration.ofMinutes(10);

  /** How long a browser may come that need not wait, after the button was held at the start. */
  public static final Duration PAIRING = Duration.ofMinutes(5);

  /** What is asked for. */
  public enum Wish {
    /** To be the operator. */
    OPERATE,
    /** To see the camera's picture for a minute. */
    SEE_PICTURE,
    /** To see whether light and button work. */
    TEST_PANEL
  }

  /** What became of the wish to wait. */
  public sealed interface Asked {
    /**
     * It waits.
     *
     * @param ticket a secret for whoever asked
     */
    record Waits(String ticket) implements Asked {}

    /**
     * Another waits, or it was asked too often.
     *
     * @param again when it can be tried again
     */
    record Busy(Duration again) implements Asked {}
  }

  /** What is told to whoever has a ticket. */
  public sealed interface Answer {
    /**
     * Nobody has pressed yet.
     *
     * @param left how long a press is still waited for
     */
    record Waiting(Duration left) implements Answer {}

    /** Somebody pressed. It is told once. */
    record Granted() implements Answer {}

    /** There is no such ticket, or no longer. */
    record Over() implements Answer {}
  }

  private final LongSupplier nanos;
  private final Deque<Long> asks = new ArrayDeque<>();
  private Wish wish = Wish.OPERATE;
  private @Nullable String waiting;
  private boolean granted;
  private long untilNanos;
  private boolean pairing;
  private long pairingUntilNanos;

  /**
   * Nobody waits.
   *
   * @param nanos the monotonic clock
   */
  public Presence(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Begins to wait for a press. */
  public synchronized Asked ask(Wish what) {
    long now = nanos.getAsLong();
    expire(now);
    if (waiting != null) {
      return new Asked.Busy(Duration.ofNanos(untilNanos - now));
    }
    boolean mayAtOnce = pairing && what == Wish.OPERATE;
    while (!asks.isEmpty() && now - asks.getFirst() >= ASKS_WITHIN.toNanos()) {
      asks.removeFirst();
    }
    if (asks.size() >= MOST_ASKS && !mayAtOnce) {
      return new Asked.Busy(ASKS_WITHIN.minusNanos(now - asks.getFirst()));
    }
    asks.addLast(now);
    String ticket = Secrets.fresh();
    wish = what;
    waiting = ticket;
    granted = mayAtOnce;
    pairing = pairing && !mayAtOnce;
    untilNanos = now + WINDOW.toNanos();
    return new Asked.Waits(ticket);
  }

  /** Takes a press on the button; false where nobody waits for one. */
  public synchronized boolean press() {
    long now = nanos.getAsLong();
    expire(now);
    if (waiting == null || granted) {
      return false;
    }
    granted = true;
    untilNanos = now + WINDOW.toNanos();
    asks.clear();
    return true;
  }

  /**
   * Lets the next one who asks to operate do so without waiting, for {@link #PAIRING}: somebody
   * held the button while the kiosk started.
   */
  public synchronized void pair() {
    pairing = true;
    pairingUntilNanos = nanos.getAsLong() + PAIRING.toNanos();
  }

  /** Whether the next one who asks to operate need not wait for a press. */
  public synchronized boolean isPairing() {
    expire(nanos.getAsLong());
    return pairing;
  }

  /** What became of a ticket for {@code what}. */
  public synchronized Answer answer(String ticket, Wish what) {
    long now = nanos.getAsLong();
    expire(now);
    if (waiting == null || wish != what || !Secrets.same(waiting, ticket)) {
      return new Answer.Over();
    }
    if (!granted) {
      return new Answer.Waiting(Duration.ofNanos(untilNanos - now));
    }
    waiting = null;
    return new Answer.Granted();
  }

  /** What a press would allow now. */
  public synchronized Optional<Wish> awaited() {
    expire(nanos.getAsLong());
    return waiting == null || granted ? Optional.empty() : Optional.of(wish);
  }

  private void expire(long now) {
    if (waiting != null && now - untilNanos >= 0) {
      waiting = null;
    }
    if (pairing && now - pairingUntilNanos >= 0) {
      pairing = false;
    }
  }
}
