package roomtone.music.spotify;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.system.mdns.ServiceBrowser;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/**
 * Whether the speaker is still in the local network, by its own word: a Connect speaker announces
 * {@link #TYPE} by mDNS and says its id and name when asked for {@code getInfo} (Spotify's ZeroConf
 * API). It is asked only while Spotify itself may not be.
 *
 * <p>A speaker that was never found here, such as one in another network, is never called gone. For
 * one thread.
 */
final class SpeakerWatch implements AutoCloseable {
  /** What Connect speakers announce. */
  static final String TYPE = "_spotify-connect._tcp.local.";

  private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
  private static final Duration SECOND_LOOK = Duration.ofSeconds(1);
  private static final Duration SEARCH_AGAIN = Duration.ofSeconds(60);
  private static final Duration MOST_AT_ONCE = Duration.ofSeconds(1);
  private static final int GONE_AFTER = 2;

  private final Supplier<? extends Collection<URI>> announced;
  private final Wire wire;
  private final Runnable end;
  private final LongSupplier nanos;
  private final Deque<URI> untried = new ArrayDeque<>();
  private @Nullable URI address;
  private @Nullable Speaker speaker;
  private long dueNanos;
  private int misses;

  /**
   * A watch that knows no speaker yet.
   *
   * @param announced the addresses for {@code getInfo} of all Connect speakers that announce
   *     themselves
   * @param end ends the announcements when this is closed
   */
  SpeakerWatch(
      Supplier<? extends Collection<URI>> announced, Wire wire, LongSupplier nanos, Runnable end) {
    this.announced = announced;
    this.wire = wire;
    this.nanos = nanos;
    this.end = end;
    dueNanos = nanos.getAsLong();
  }

  /** On the real network. */
  static SpeakerWatch open(Outbound outbound, Duration deadline, LongSupplier nanos) {
    ServiceBrowser browser = ServiceBrowser.start(TYPE, Purpose.SPEAKER, outbound);
    return new SpeakerWatch(
        () -> browser.services().stream().map(SpeakerWatch::getInfo).toList(),
        new NetWire(outbound, Purpose.SPEAKER, deadline),
        nanos,
        browser::close);
  }

  /** What a service's record says: its port, and in {@code CPath} where it answers. */
  private static URI getInfo(ServiceBrowser.Service service) {
    String path =
        service.properties().entrySet().stream()
            .filter(property -> property.getKey().toLowerCase(Locale.ROOT).equals("cpath"))
            .map(property -> property.getValue().strip())
            .filter(each -> each.matches("/[A-Za-z0-9/._~-]*"))
            .findFirst()
            .orElse("/");
    return URI.create(
        "http://%s:%d%s?action=getInfo".formatted(service.host(), service.port(), path));
  }

  /** It plays, says Spotify: finds out where it can be asked. */
  void plays(Speaker now) {
    misses = 0;
    if (speaker == null || !speaker.id().equals(now.id())) {
      speaker = now;
      address = null;
      untried.clear();
      dueNanos = nanos.getAsLong();
    }
    if (address != null) {
      return;
    }
    if (untried.isEmpty() && nanos.getAsLong() - dueNanos >= 0) {
      untried.addAll(announced.get());
      dueNanos = nanos.getAsLong() + SEARCH_AGAIN.toNanos();
    }
    search(now);
  }

  /** Asks one after the other, and leaves the rest for the next time where some are slow. */
  private void search(Speaker wanted) {
    long ends = nanos.getAsLong() + MOST_AT_ONCE.toNanos();
    while (address == null && !untried.isEmpty() && nanos.getAsLong() - ends < 0) {
      URI next = untried.removeFirst();
      if (answersAs(wanted, next)) {
        address = next;
        dueNanos = nanos.getAsLong();
      }
    }
  }

  /** Looks where it is time to; whether the speaker has gone: it did not answer twice in a row. */
  boolean isGone() {
    if (address == null || speaker == null) {
      return false;
    }
    if (nanos.getAsLong() - dueNanos >= 0) {
      misses = answersAs(speaker, address) ? 0 : misses + 1;
      Duration wait = misses == 1 ? SECOND_LOOK : LOOK_EVERY;
      dueNanos = nanos.getAsLong() + wait.toNanos();
    }
    return misses >= GONE_AFTER;
  }

  private boolean answersAs(Speaker wanted, URI where) {
    try {
      Wire.Answer answer = wire.send(new Wire.Question("GET", where, "", "", ""));
      var told = Documents.readLeniently(answer.body());
      return told.path("deviceID").asText("").equals(wanted.id())
          || wanted.isNamed(told.path("remoteName").asText(""));
    } catch (SpotifyException noAnswer) {
      return false;
    }
  }

  @Override
  public void close() {
    wire.close();
    end.run();
  }
}
