package roomtone.system.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import roomtone.system.Faults;
import roomtone.system.outbound.Outbound;

/** A kiosk that reports, whose state a test sets and whose orders it sees. */
final class TestKiosk implements RemoteCommands, AutoCloseable {
  static final MqttReport.Pace QUICK =
      new MqttReport.Pace(Duration.ofMillis(50), Duration.ofMillis(10));

  final Faults faults = new Faults(InstantSource.fixed(Instant.EPOCH));
  final List<String> pastFaults = new CopyOnWriteArrayList<>();
  final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private volatile KioskState state = state("happy", KioskState.Switch.ON);
  private final MqttReport report;

  TestKiosk(String id, MqttSettings settings) {
    faults.listen((fault, began) -> pastFaults.add(fault.message()));
    report =
        MqttReport.start(
            settings,
            new KioskIdentity(
                id,
                "Lounge " + id,
                "1.2.3",
                Optional.of(URI.create("http://kiosk.local:8080/")),
                List.of("empty", "unsure", "happy")),
            () -> state,
            this,
            new Outbound(),
            faults,
            QUICK);
  }

  static MqttSettings settings(String broker) {
    return with(broker, Optional.empty(), Optional.empty(), Optional.empty(), true);
  }

  static MqttSettings with(
      String broker,
      Optional<String> user,
      Optional<String> password,
      Optional<Path> authority,
      boolean commands) {
    return new MqttSettings(
        Optional.of(broker),
        user,
        password,
        authority,
        "house/roomtone",
        "",
        "homeassistant",
        commands);
  }

  static KioskState state(String mood, KioskState.Switch camera) {
    return new KioskState(
        mood, 70, 3, KioskState.Player.PLAYING, "Upbeat", "Song", "Artist", "Because.", camera, 0);
  }

  static KioskState playing(String song) {
    return new KioskState(
        "happy",
        70,
        3,
        KioskState.Player.PLAYING,
        "Upbeat",
        song,
        "Artist",
        "Because.",
        KioskState.Switch.ON,
        0);
  }

  void show(KioskState next) {
    state = next;
    report.publish();
  }

  /** What is wrong with the broker; empty while nothing is. */
  String fault() {
    return faults.current().stream()
        .filter(fault -> fault.part().equals("mqtt"))
        .map(fault -> fault.message())
        .findFirst()
        .orElse("");
  }

  @Override
  public void skip() {
    asked.add("skip");
  }

  @Override
  public void rescan() {
    asked.add("rescan");
  }

  @Override
  public void camera(boolean on) {
    asked.add("camera " + on);
  }

  @Override
  public void close() {
    report.close();
  }
}
