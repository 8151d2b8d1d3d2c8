package roomtone.system.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/** The report against a real Mosquitto. */
class MqttReportTest {
  private static final String STATE = "house/roomtone/a1/state";
  private static final String AVAILABILITY = "house/roomtone/a1/availability";

  @TempDir private Path folder;

  @BeforeEach
  void needsMosquitto() {
    MosquittoServer.program("mosquitto");
  }

  @Test
  void theStateIsOneRetainedMessageThatFollowsTheRoom() throws Exception {
    try (var server = MosquittoServer.open(folder)) {
      server.start();
      try (var kiosk = new TestKiosk("a1", TestKiosk.settings(server.address()));
          var first = new Observer(server)) {
        JsonNode state = first.awaitJson(STATE, each -> each.path("mood").asText().equals("happy"));
        assertThat(state.path("people").asInt()).isEqualTo(3);
        assertThat(state.path("sureness_percent").asInt()).isEqualTo(70);
        assertThat(state.path("player").asText()).isEqualTo("playing");
        assertThat(state.path("playlist").asText()).isEqualTo("Upbeat");
        assertThat(state.path("camera").asText()).isEqualTo("ON");
        first.await(AVAILABILITY, "online"::equals);
        kiosk.show(TestKiosk.state("empty", KioskState.Switch.OFF));
        first.awaitJson(
            STATE,
            each ->
                each.path("mood").asText().equals("empty")
                    && each.path("camera").asText().equals("OFF"));
        try (var second = new Observer(server)) {
          second.await(STATE, text -> text.contains("empty"));
          second.assertRetained(STATE);
          second.await(AVAILABILITY, "online"::equals);
          second.assertRetained(AVAILABILITY);
        }
      }
    }
  }

  @Test
  void whatIsAskedFromTheBrokerReachesTheKiosk() throws Exception {
    try (var server = MosquittoServer.open(folder)) {
      server.start();
      try (var observer = new Observer(server)) {
        observer.send("house/roomtone/a1/skip", "PRESS", true);
        try (var kiosk = new TestKiosk("a1", TestKiosk.settings(server.address()))) {
          Awaitility.await()
              .atMost(Observer.DEADLINE)
              .until(() -> {
                observer.send("house/roomtone/a1/rescan", "PRESS");
                return kiosk.asked.contains("rescan");
              });
          // What somebody retained before is no command: it would be obeyed at every start.
          assertThat(kiosk.asked).doesNotContain("skip");
          kiosk.asked.clear();
          observer.send("house/roomtone/other/skip", "PRESS");
          observer.send("house/roomtone/a1/camera/set", "SOMETHING");
          observer.send("house/roomtone/a1/camera/set", "OFF");
          observer.send("house/roomtone/a1/camera/set", "ON");
          observer.send("house/roomtone/a1/skip", "PRESS");
          Awaitility.await().atMost(Observer.DEADLINE).until(() -> kiosk.asked.contains("skip"));
          kiosk.asked.removeIf("rescan"::equals);
          assertThat(kiosk.asked).containsExactly("camera false", "camera true", "skip");
        }
      }
    }
  }

  @Test
  void whereNothingMayBeAskedNothingIsOfferedOrHeard() throws Exception {
    MqttSettings settings;
    try (var server = MosquittoServer.open(folder)) {
      server.start();
      settings =
          TestKiosk.with(
              server.address(), Optional.empty(), Optional.empty(), Optional.empty(), false);
      try (var kiosk = new TestKiosk("a1", settings);
          var observer = new Observer(server)) {
        observer.await(AVAILABILITY, "online"::equals);
        observer.send("house/roomtone/a1/skip", "PRESS");
        kiosk.show(TestKiosk.state("empty", KioskState.Switch.ON));
        observer.await(STATE, text -> text.contains("empty"));
        assertThat(kiosk.asked).isEmpty();
        JsonNode components =
            observer
                .awaitJson("homeassistant/device/roomtone_a1/config", each -> true)
                .path("components");
        assertThat(components.path("camera").size()).isEqualTo(1);
        assertThat(components.path("skip").size()).isEqualTo(1);
        assertThat(components.path("mood").size()).isGreaterThan(3);
      }
    }
  }

  @Test
  void theBrokerSaysThatALostKioskIsOfflineAndAStoppedOneSaysItItself() throws Exception {
    try (var server = MosquittoServer.open(folder)) {
      server.start();
      try (var observer = new Observer(server)) {
        try (var kiosk = new TestKiosk("a1", TestKiosk.settings(server.address()))) {
          observer.await(AVAILABILITY, "online"::equals);
          // Another client of the same id pushes it out, as a lost connection does.
          var settings = TestKiosk.settings(server.address());
          try (var other =
              BrokerConnection.open(
                  BrokerAddress.parse(server.address()),
                  settings,
                  new Topics("elsewhere", "a1"),
                  new Outbound().to(Purpose.MQTT, "test"),
                  new Deaf())) {
            observer.awaitSeen(AVAILABILITY, "offline");
            assertThat(other).isNotNull();
            Awaitility.await()
                .atMost(Observer.DEADLINE)
                .untilAsserted(() ->
                    assertThat(kiosk.pastFaults)
                        .anyMatch(fault -> fault.contains("no other kiosk reports as \"a1\"")));
          }
          observer.await(AVAILABILITY, "online"::equals);
        }
        observer.await(AVAILABILITY, "offline"::equals);
      }
    }
  }

  /** Hears nothing. */
  private static final class Deaf implements BrokerConnection.Listener {
    @Override
    public void message(String topic, String text) {}

    @Override
    public void ended() {}
  }

  @Test
  void aBrokerThatComesLateOrDiesIsAFaultUntilItIsBack() throws Exception {
    try (var server = MosquittoServer.open(folder);
        var kiosk = new TestKiosk("a1", TestKiosk.settings(server.address()))) {
      Awaitility.await()
          .atMost(Observer.DEADLINE)
          .until(() -> kiosk.fault().contains("does not answer: is it running"));
      server.start();
      try (var observer = new Observer(server)) {
        observer.await(AVAILABILITY, "online"::equals);
        Awaitility.await().atMost(Observer.DEADLINE).until(() -> kiosk.fault().isEmpty());
      }
      server.kill();
      Awaitility.await().atMost(Observer.DEADLINE).until(() -> !kiosk.fault().isEmpty());
      kiosk.show(TestKiosk.state("unsure", KioskState.Switch.ON));
      server.start();
      try (var observer = new Observer(server)) {
        // The broker forgot all: what it is told anew is what holds now.
        observer.await(STATE, text -> text.contains("unsure"));
        observer.await("homeassistant/device/roomtone_a1/config", text -> text.contains("Lounge"));
        Awaitility.await().atMost(Observer.DEADLINE).until(() -> kiosk.fault().isEmpty());
      }
    }
  }

  @Test
  void aBrokerThatNeverAnswersHoldsUpNobody() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var kiosk =
            new TestKiosk("a1", TestKiosk.settings("mqtt://127.0.0.1:" + silent.getLocalPort()))) {
      for (int i = 0; i < 10_000; i++) {
        kiosk.show(TestKiosk.state("empty", KioskState.Switch.ON));
      }
      Awaitility.await()
          .atMost(Observer.DEADLINE)
          .until(() -> kiosk.fault().contains("does not answer"));
    }
  }

  @Test
  void manyKiosksShareABroker() throws Exception {
    try (var server = MosquittoServer.open(folder)) {
      server.start();
      try (var one = new TestKiosk("a1", TestKiosk.settings(server.address()));
          var other = new TestKiosk("b2", TestKiosk.settings(server.address()));
          var observer = new Observer(server)) {
        other.show(TestKiosk.state("empty", KioskState.Switch.ON));
        observer.await("house/roomtone/b2/state", text -> text.contains("empty"));
        observer.await(STATE, text -> text.contains("happy"));
        observer.await("house/roomtone/b2/availability", "online"::equals);
        observer.await(AVAILABILITY, "online"::equals);
        assertThat(one.fault()).isEmpty();
        assertThat(other.fault()).isEmpty();
        assertThat(observer.all())
            .containsKeys(
                "homeassistant/device/roomtone_a1/config",
                "homeassistant/device/roomtone_b2/config");
      }
    }
  }

  @Test
  void kiosksThatLostTheirBrokerDoNotComeBackAllAtOnce() {
    long[] waits = LongStream.range(0, 1_000).map(_ -> MqttReport.spread(1_000_000)).toArray();
    assertThat(LongStream.of(waits)).allMatch(wait -> wait >= 500_000 && wait <= 1_000_000);
    assertThat(LongStream.of(waits).distinct().count()).isGreaterThan(900);
  }
}
