package roomtone.system.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * systemd, as sd_notify(3) describes how a service speaks to it; silent where the process is no
 * service. Any thread. What can't be sent is logged once and never stops the kiosk.
 */
public final class ServiceManager {
  private static final Logger log = LoggerFactory.getLogger(ServiceManager.class);

  private final Channel channel;
  private final Optional<Duration> watchdog;
  private final boolean present;
  private final AtomicBoolean complained = new AtomicBoolean();

  /** Where messages go. */
  interface Channel {
    void send(String message) throws IOException;
  }

  ServiceManager(Channel channel, Optional<Duration> watchdog, boolean present) {
    this.channel = channel;
    this.watchdog = watchdog;
    this.present = present;
  }

  /**
   * The one that started this process.
   *
   * @param environment {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC} and {@code WATCHDOG_PID} as
   *     systemd sets them
   */
  public static ServiceManager of(Map<String, String> environment) {
    String address = environment.get("NOTIFY_SOCKET");
    if (address == null || address.isEmpty()) {
      return none();
    }
    try {
      return new ServiceManager(new NotifySocket(address)::send, watchdog(environment), true);
    } catch (IllegalArgumentException e) {
      log.warn("NOTIFY_SOCKET can't be used, so systemd is told nothing: {}", e.getMessage());
      return none();
    }
  }

  /** None: what is told to it is forgotten. */
  public static ServiceManager none() {
    return new ServiceManager(_ -> {}, Optional.empty(), false);
  }

  /** How long systemd waits for a sign of life, if this process is the one that owes it. */
  private static Optional<Duration> watchdog(Map<String, String> environment) {
    String owes = environment.get("WATCHDOG_PID");
    if (owes != null && !owes.equals(String.valueOf(ProcessHandle.current().pid()))) {
      return Optional.empty();
    }
    return Optional.ofNullable(environment.get("WATCHDOG_USEC"))
        .filter(text -> text.matches("[1-9]\\d{0,15}"))
        .map(text -> Duration.ofNanos(Long.parseLong(text) * 1000));
  }

  /** Whether there is one, which will start the process again when it fails. */
  public boolean isPresent() {
    return present;
  }

  /** How long it waits for {@link #alive} before it ends the process; empty where it does not. */
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  /** The kiosk answers from now on. */
  public void ready(String status) {
    send("READY=1\nSTATUS=" + line(status));
  }

  /** What {@code systemctl status} shows. */
  public void status(String status) {
    send("STATUS=" + line(status));
  }

  /** The kiosk is about to end because somebody wants it to. */
  public void stopping() {
    send("STOPPING=1\nSTATUS=stopping");
  }

  /** The kiosk moves; to be said more often than {@link #watchdog} asks for. */
  public void alive() {
    send("WATCHDOG=1");
  }

  /** The kiosk does not move any more and is to be ended and started again at once. */
  public void giveUp(String reason) {
    send("STATUS=" + line(reason) + "\nWATCHDOG=trigger");
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private void send(String message) {
    try {
      channel.send(message);
    } catch (IOException e) {
      if (!complained.getAndSet(true)) {
        log.warn("systemd can't be told \"{}\": {}", line(message), e.getMessage());
      }
    }
  }
}
