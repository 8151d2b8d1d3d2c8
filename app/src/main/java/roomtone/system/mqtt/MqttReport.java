package roomtone.system.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.Backoff;
import roomtone.system.Faults;
import roomtone.system.outbound.Line;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/**
 * A kiosk's report to a broker: its state as one retained message, whether it is there, and what
 * Home Assistant has to know; and the commands that come back.
 *
 * <ol>
 *   <li>{@link #start} returns at once; connecting happens on a thread of its own, again and again
 *       until it works.
 *   <li>While the broker can't be used, the fault "mqtt" stands; the wait between attempts doubles
 *       up to a minute.
 *   <li>{@link #close} says that the kiosk is offline, where there is a connection.
 * </ol>
 *
 * <p>Any thread may {@link #publish}.
 */
public final class MqttReport implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MqttReport.class);
  private static final String PART = "mqtt";
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final MqttSettings settings;
  private final BrokerAddress broker;
  private final Topics topics;
  private final Discovery discovery;
  private final Supplier<KioskState> state;
  private final RemoteCommands commands;
  private final Line line;
  private final Faults faults;
  private final Pace pace;
  private final ObjectMapper json = new ObjectMapper();
  private final BlockingQueue<Boolean> changed = new ArrayBlockingQueue<>(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * How fast it goes.
   *
   * @param firstWait after the first failure
   * @param gap the least time between two messages of the state
   */
  record Pace(Duration firstWait, Duration gap) {
    static final Pace DEFAULT = new Pace(Duration.ofSeconds(1), Duration.ofMillis(500));
  }

  private MqttReport(
      MqttSettings settings,
      KioskIdentity kiosk,
      Supplier<KioskState> state,
      RemoteCommands commands,
      Outbound outbound,
      Faults faults,
      Pace pace) {
    this.settings = settings;
    this.broker = BrokerAddress.parse(settings.broker().orElseThrow());
    this.topics = new Topics(settings.base(), kiosk.id());
    this.discovery = new Discovery(kiosk, topics, settings.commands());
    this.state = state;
    this.commands = commands;
    this.line = outbound.to(Purpose.MQTT, broker.host());
    this.faults = faults;
    this.pace = pace;
    this.thread = Thread.ofVirtual().name("mqtt").unstarted(this::run);
  }

  /**
   * Begins to connect.
   *
   * @param settings that name a broker
   * @param state how things are now; called on the report's thread
   * @param outbound where what is exchanged is counted
   * @param faults where "mqtt" is raised while the broker can't be used
   */
  public static MqttReport start(
      MqttSettings settings,
      KioskIdentity kiosk,
      Supplier<KioskState> state,
      RemoteCommands commands,
      Outbound outbound,
      Faults faults) {
    return start(settings, kiosk, state, commands, outbound, faults, Pace.DEFAULT);
  }

  static MqttReport start(
      MqttSettings settings,
      KioskIdentity kiosk,
      Supplier<KioskState> state,
      RemoteCommands commands,
      Outbound outbound,
      Faults faults,
      Pace pace) {
    var report = new MqttReport(settings, kiosk, state, commands, outbound, faults, pace);
    report.thread.start();
    return report;
  }

  /** Says that the state may be another one now; never waits. */
  public void publish() {
    changed.offer(true);
  }

  private void run() {
    var waits = new Backoff(pace.firstWait(), LONGEST_WAIT);
    boolean open = true;
    while (open) {
      long began = System.nanoTime();
      try {
        connectAndReport();
      } catch (BrokerException e) {
        faults.raise(PART, String.valueOf(e.getMessage()));
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        log.error("The report to the MQTT broker failed and begins anew", e);
      }
      // Two kiosks with one id push each other out at once, again and again: that is no success.
      if (System.nanoTime() - began > LONGEST_WAIT.toNanos()) {
        waits.worked();
      }
      waits.failed(System.nanoTime());
      open = !isClosing(spread(waits.remainingNanos(System.nanoTime())));
    }
  }

  /** Half to all of a wait, by chance: else all kiosks of a broker that was away come at once. */
  static long spread(long nanos) {
    return nanos - (long) (0.5 * nanos * ThreadLocalRandom.current().nextDouble());
  }

  /** Returns once it is to be closed. */
  private void connectAndReport() throws BrokerException, InterruptedException {
    try (BrokerConnection connection =
        BrokerConnection.open(broker, settings, topics, line, new Inbox())) {
      if (!settings.discovery().isEmpty()) {
        connection.retain(discovery.topic(settings.discovery()), text(discovery.payload()));
      }
      String last = text(state.get());
      connection.retain(topics.state(), last);
      connection.retain(topics.availability(), Topics.ONLINE);
      if (settings.commands()) {
        connection.subscribe(List.of(topics.skip(), topics.rescan(), topics.camera()));
      }
      faults.clear(PART);
      log.info("reports to the MQTT broker at {} as \"{}\"", broker, topics.kiosk());
      while (!isClosing(pace.gap().toNanos())) {
        changed.take();
        if (!connection.isUp()) {
          throw connection.lost();
        }
        String now = text(state.get());
        if (!now.equals(last) && closing.getCount() > 0) {
          connection.retain(topics.state(), now);
          last = now;
        }
      }
    }
  }

  private boolean isClosing(long withinNanos) {
    try {
      return closing.await(withinNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a " + value.getClass() + " is no JSON", e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    publish();
    try {
      if (!thread.join(CLOSE_WITHIN)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    faults.clear(PART);
  }

  /** Passes on what comes from the broker. */
  private final class Inbox implements BrokerConnection.Listener {
    @Override
    public void message(String topic, String text) {
      if (topic.equals(topics.skip()) && text.equals(Topics.PRESS)) {
        commands.skip();
      } else if (topic.equals(topics.rescan()) && text.equals(Topics.PRESS)) {
        commands.rescan();
      } else if (topic.equals(topics.camera()) && text.equals(Topics.ON)) {
        commands.camera(true);
      } else if (topic.equals(topics.camera()) && text.equals(Topics.OFF)) {
        commands.camera(false);
      } else {
        log.warn("passed over a message from the MQTT broker to {}: it is no command", topic);
      }
    }

    @Override
    public void ended() {
      publish();
    }
  }
}
