package roomtone.music.spotify;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The pace of requests: at most {@link #MOST} in any {@link #WINDOW}, and none while Spotify wants
 * a pause.
 *
 * <p>Any thread may use it.
 */
final class Throttle {
  /** How many requests {@link #WINDOW} may see. */
  static final int MOST = 18;

  /** Spotify counts in a rolling window of this length. */
  static final Duration WINDOW = Duration.ofSeconds(30);

  /** What it takes to start a playlist. */
  private static final int ROOM = 8;

  private static final int ROOM_FOR_LOGIN = 2;
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST_UNASKED = Duration.ofSeconds(30);
  private static final Duration QUOTA = Duration.ofMinutes(15);

  private final LongSupplier nanos;
  private final RandomGenerator random;
  private final Deque<Long> sent = new ArrayDeque<>();
  private @Nullable Trouble pause;
  private long pauseEnds;
  private int refusals;

  Throttle(LongSupplier nanos, RandomGenerator random) {
    this.nanos = nanos;
    this.random = random;
  }

  /**
   * Counts a request that is about to be sent.
   *
   * @param login whether it is for the accounts host, which the API's pauses do not bind and for
   *     which a little room is kept
   * @throws SpotifyException where it must not be
   */
  synchronized void admit(boolean login) throws SpotifyException {
    long now = nanos.getAsLong();
    if (pause != null && !login) {
      if (now - pauseEnds < 0) {
        throw new SpotifyException(pause);
      }
      pause = null;
    }
    forgetOld(now);
    if (sent.size() >= (login ? MOST + ROOM_FOR_LOGIN : MOST)) {
      throw new SpotifyException(Trouble.PACED);
    }
    sent.addLast(now);
  }

  /** How long until a few requests may be sent, one after the other; zero where they may now. */
  synchronized Duration untilFree() {
    long now = nanos.getAsLong();
    forgetOld(now);
    long free = pause == null ? now : Math.max(now, pauseEnds);
    int inTheWay = sent.size() + ROOM - MOST;
    if (inTheWay > 0) {
      long last = sent.stream().skip(inTheWay - 1).findFirst().orElse(now);
      free = Math.max(free, last + WINDOW.toNanos());
    }
    return Duration.ofNanos(free - now);
  }

  /** Spotify refused with 429; {@code wait} is what it named, null for nothing. */
  synchronized void limited(@Nullable Duration wait) {
    Duration backoff = SHORTEST.multipliedBy(1L << Math.min(refusals, 3));
    Duration unasked = backoff.compareTo(LONGEST_UNASKED) < 0 ? backoff : LONGEST_UNASKED;
    refusals++;
    pauseFor(Trouble.LIMITED, wait == null ? jittered(unasked) : wait.plus(jitter()));
  }

  /** Spotify says that the app's quota is used up. */
  synchronized void outOfQuota(@Nullable Duration wait) {
    Duration named = wait == null || wait.compareTo(QUOTA) < 0 ? QUOTA : wait;
    pauseFor(Trouble.QUOTA, named.plus(jitter()));
  }

  /** A request was answered. */
  synchronized void worked() {
    refusals = 0;
  }

  private void pauseFor(Trouble why, Duration wait) {
    pause = why;
    pauseEnds = nanos.getAsLong() + wait.toNanos();
  }

  private void forgetOld(long now) {
    Long first = sent.peekFirst();
    while (first != null && now - first >= WINDOW.toNanos()) {
      sent.removeFirst();
      first = sent.peekFirst();
    }
  }

  private Duration jittered(Duration wait) {
    return Duration.ofNanos(Math.round(wait.toNanos() * (0.8 + 0.4 * random.nextDouble())));
  }

  private Duration jitter() {
    return Duration.ofMillis(random.nextInt(100, 1000));
  }
}
