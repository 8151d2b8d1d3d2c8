package roomtone.system.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager that the kiosk is alive, but only while everything that is watched
 * moves. When something stands still for longer than it may, it says what, and asks to be ended.
 *
 * <p>Any thread. Where the service manager has no watchdog nothing is ever checked.
 */
public final class Watchdog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
  private static final int CHECKS_IN_A_TERM = 4;

  private final ServiceManager manager;
  private final LongSupplier nanos;
  private final Consumer<String> lastWords;
  private final List<Watched> watched = new CopyOnWriteArrayList<>();
  private volatile boolean begun;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watchdog").factory());

  /**
   * A watchdog that does not check yet.
   *
   * @param nanos the monotonic clock
   * @param lastWords told what stands still, before the service manager is
   */
  Watchdog(ServiceManager manager, LongSupplier nanos, Consumer<String> lastWords) {
    this.manager = manager;
    this.nanos = nanos;
    this.lastWords = lastWords;
  }

  /** A watchdog that checks four times in the term that the service manager gives. */
  public static Watchdog start(
      ServiceManager manager, LongSupplier nanos, Consumer<String> lastWords) {
    var watchdog = new Watchdog(manager, nanos, lastWords);
    manager
        .watchdog()
        .ifPresent(term -> {
          long pause = term.toNanos() / CHECKS_IN_A_TERM;
          var _ =
              watchdog.timer.scheduleAtFixedRate(
                  watchdog::check, pause, pause, TimeUnit.NANOSECONDS);
        });
    return watchdog;
  }

  /**
   * The longest that something which should move all the time may stand still: half of the term, so
   * that the next check still comes within it. A minute where there is no watchdog.
   */
  public Duration patience() {
    return manager.watchdog().map(term -> term.dividedBy(2)).orElse(Duration.ofMinutes(1));
  }

  /**
   * Watches something that beats, from now on until it is closed.
   *
   * @param what as the operator will read it: {@code "the mood loop"}
   * @param longest how long it may be silent
   */
  public Pulse watch(String what, Duration longest) {
    return new Pulse(what, longest);
  }

  /**
   * Watches something that knows how long it has been silent, until the answer is closed.
   *
   * @param what as the operator will read it
   * @param longest how long it may be silent
   */
  public Watched watch(String what, Duration longest, Supplier<Duration> silence) {
    return new Watched(what, longest, silence);
  }

  /** Says that the kiosk is alive, or what stands still; nothing before anything was watched. */
  void check() {
    if (!begun) {
      return;
    }
    Optional<String> stuck = watched.stream().flatMap(each -> each.stuck().stream()).findFirst();
    if (stuck.isEmpty()) {
      manager.alive();
      return;
    }
    log.error("{} The kiosk asks to be started again.", stuck.get());
    lastWords.accept(stuck.get());
    manager.giveUp(stuck.get());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** Something that is watched until it is closed. */
  public class Watched implements AutoCloseable {
    private final String what;
    private final Duration longest;
    private final Supplier<Duration> silence;

    private Watched(String what, Duration longest, Supplier<Duration> silence) {
      this.what = what;
      this.longest = longest;
      this.silence = silence;
      watched.add(this);
      begun = true;
    }

    private Optional<String> stuck() {
      Duration silent = silence.get();
      return silent.compareTo(longest) <= 0
          ? Optional.empty()
          : Optional.of("%s has not moved for %d s.".formatted(what, silent.toSeconds()));
    }

    @Override
    public void close() {
      watched.remove(this);
    }
  }

  /** Something that beats. */
  public final class Pulse implements AutoCloseable {
    private final Watched entry;
    private volatile long last;

    private Pulse(String what, Duration longest) {
      last = nanos.getAsLong();
      entry = new Watched(what, longest, () -> Duration.ofNanos(nanos.getAsLong() - last));
    }

    /** It moves. */
    public void beat() {
      last = nanos.getAsLong();
    }

    @Override
    public void close() {
      entry.close();
    }
  }
}
