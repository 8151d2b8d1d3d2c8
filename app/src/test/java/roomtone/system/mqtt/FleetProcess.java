package roomtone.system.mqtt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import roomtone.system.Faults;
import roomtone.system.outbound.Outbound;

/**
 * Many kiosks as far as their report to a broker goes, with the kiosk's own code, and one who reads
 * all of it. For each line that it reads it does something and answers with a line of JSON; see
 * {@code app/measuring/fleet}.
 */
public final class FleetProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<Kiosk> kiosks = new ArrayList<>();
  private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
  private final AtomicLong sent = new AtomicLong();
  private final Random chance = new Random(1);
  private final String broker;

  /** One of the fleet. Its song's title says when it was sent. */
  private final class Kiosk {
    private final Faults faults = new Faults(InstantSource.fixed(Instant.EPOCH));
    private final MqttReport report;
    private volatile long sentNanos;

    /** Whether it has ever been connected: only then is it asked for its state. */
    private volatile boolean wasAsked;

    Kiosk(int number) {
      report =
          MqttReport.start(
              TestKiosk.with(broker, Optional.empty(), Optional.empty(), Optional.empty(), true),
              new KioskIdentity(
                  "kiosk-" + number, "Lounge " + number, "1.0", Optional.empty(), List.of("happy")),
              this::state,
              new NoCommands(),
              new Outbound(),
              faults);
    }

    private KioskState state() {
      wasAsked = true;
      return TestKiosk.playing(String.valueOf(sentNanos));
    }

    void change() {
      sentNanos = System.nanoTime();
      sent.incrementAndGet();
      report.publish();
    }

    boolean isReporting() {
      return wasAsked && faults.current().isEmpty();
    }
  }

  /** A fleet that is told nothing. */
  private static final class NoCommands implements RemoteCommands {
    @Override
    public void skip() {
      // Nobody asks.
    }

    @Override
    public void rescan() {
      // Nobody asks.
    }

    @Override
    public void camera(boolean on) {
      // Nobody asks.
    }
  }

  private FleetProcess(String broker) {
    this.broker = broker;
  }

  /** Takes the broker's address and the number of kiosks. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, MqttException {
    var fleet = new FleetProcess(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    fleet.read();
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      fleet.kiosks.add(fleet.new Kiosk(i));
    }
    fleet.awaitAll();
    say(String.format(Locale.ROOT, "\"secondsToConnect\": %.1f", seconds(began)));
    try (var orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String order = orders.readLine();
      while (order != null) {
        String[] words = order.split(" ", -1);
        switch (words[0]) {
          case "live" -> fleet.live(Integer.parseInt(words[1]), Double.parseDouble(words[2]));
          case "lost" -> fleet.comeBack();
          default -> throw new IllegalArgumentException(order);
        }
        order = orders.readLine();
      }
    }
    fleet.kiosks.forEach(kiosk -> kiosk.report.close());
  }

  /** So many seconds in which each kiosk's state changes after so many on average. */
  private void live(int seconds, double between) throws InterruptedException {
    delays.clear();
    sent.set(0);
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    double each = between / kiosks.size();
    while (System.nanoTime() < end) {
      kiosks.get(chance.nextInt(kiosks.size())).change();
      Thread.sleep(Duration.ofNanos((long) (-Math.log(1 - chance.nextDouble()) * each * 1e9)));
    }
    Thread.sleep(Duration.ofSeconds(2));
    long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
    say(
        String.format(
            Locale.ROOT,
            "\"changes\": %d, \"received\": %d, \"delayMillis\": {\"median\": %.1f, \"p95\": %.1f, \"most\": %.1f}",
            sent.get(),
            sorted.length,
            millis(sorted, 0.5),
            millis(sorted, 0.95),
            millis(sorted, 1)));
  }

  /** Waits until every kiosk has lost the broker or noticed that, and is back. */
  private void comeBack() throws InterruptedException {
    long began = System.nanoTime();
    while (kiosks.stream().allMatch(Kiosk::isReporting)) {
      Thread.sleep(Duration.ofMillis(20));
    }
    long[] back = new long[kiosks.size()];
    long end = began + PATIENCE.toNanos();
    boolean waits = true;
    while (waits && System.nanoTime() < end) {
      waits = false;
      for (int i = 0; i < back.length; i++) {
        if (!kiosks.get(i).isReporting()) {
          back[i] = 0;
          waits = true;
        } else if (back[i] == 0) {
          back[i] = System.nanoTime() - began;
        }
      }
      Thread.sleep(Duration.ofMillis(20));
    }
    Arrays.sort(back);
    say(
        String.format(
            Locale.ROOT,
            "\"secondsToComeBack\": {\"first\": %.1f, \"median\": %.1f, \"last\": %.1f}, \"missing\": %d",
            back[0] / 1e9,
            back[back.length / 2] / 1e9,
            back[back.length - 1] / 1e9,
            Arrays.stream(back).filter(each -> each == 0).count()));
  }

  private void awaitAll() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!kiosks.stream().allMatch(Kiosk::isReporting)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not all kiosks reached the broker");
      }
      Thread.sleep(Duration.ofMillis(20));
    }
  }

  /** Begins to read what all kiosks report; ends with the broker. */
  private void read() throws MqttException {
    var client =
        new MqttClient(broker.replace("mqtt:", "tcp:"), "dashboard", new MemoryPersistence());
    client.connect();
    IMqttMessageListener listener =
        (topic, message) -> {
          String text = new String(message.getPayload(), StandardCharsets.UTF_8);
          int at = text.indexOf("\"song\":\"") + "\"song\":\"".length();
          long nanos = Long.parseLong(text.substring(at, text.indexOf('"', at)));
          if (nanos > 0) {
            delays.add(System.nanoTime() - nanos);
          }
        };
    client.subscribe(
        new MqttSubscription[] {new MqttSubscription("house/roomtone/+/state", 0)},
        new IMqttMessageListener[] {listener});
  }

  private static double millis(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.round(share * (sorted.length - 1))] / 1e6;
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void say(String figures) {
    System.out.println("{" + figures + "}");
    System.out.flush();
  }
}
