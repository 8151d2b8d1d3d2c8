package roomtone.system.mdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import roomtone.system.outbound.Outbound;

/** The announcement, found by another machine's eyes: a second responder on the same network. */
class AnnouncementTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration BEAT = Duration.ofMillis(50);
  private static final String NAME = "Lounge " + ProcessHandle.current().pid();

  private InetAddress address;

  @BeforeEach
  void needsMulticast() {
    address = Multicast.address();
  }

  private static Announcement.Service service() {
    return new Announcement.Service(NAME, "1.2.3", 8080, "kiosk");
  }

  @Test
  void thePageIsFoundWithItsPathVersionAndNameUntilItIsClosed() throws Exception {
    try (JmDNS other = JmDNS.create(address, "observer")) {
      try (Announcement announcement =
          Announcement.start(service(), () -> Set.of(address), new Outbound(), BEAT)) {
        ServiceInfo found = awaitFound(other);
        assertThat(announcement).isNotNull();
        assertThat(found.getPort()).isEqualTo(8080);
        assertThat(found.getPropertyString("path")).isEqualTo("/");
        assertThat(found.getPropertyString("version")).isEqualTo("1.2.3");
        assertThat(found.getPropertyString("name")).isEqualTo(NAME);
        assertThat(found.getInet4Addresses()).contains((Inet4Address) address);
      }
      Awaitility.await().atMost(DEADLINE).until(() -> !isListed(other));
    }
  }

  @Test
  void aNetworkThatComesLateIsFollowedAndOneThatGoesIsLeft() throws Exception {
    var addresses = new AtomicReference<Set<InetAddress>>(Set.of());
    try (JmDNS other = JmDNS.create(address, "observer");
        Announcement announcement =
            Announcement.start(service(), addresses::get, new Outbound(), BEAT)) {
      assertThat(announcement).isNotNull();
      addresses.set(Set.of(address));
      awaitFound(other);
      addresses.set(Set.of());
      Awaitility.await().atMost(DEADLINE).until(() -> !isListed(other));
    }
  }

  @Test
  void anAddressThatIsNotThisMachinesIsTriedAgainAndEndsCleanly() throws Exception {
    var foreign = InetAddress.getByName("203.0.113.1");
    var addresses = new AtomicReference<Set<InetAddress>>(Set.of(foreign));
    try (JmDNS other = JmDNS.create(address, "observer");
        Announcement announcement =
            Announcement.start(service(), addresses::get, new Outbound(), BEAT)) {
      assertThat(announcement).isNotNull();
      addresses.set(Set.of(foreign, address));
      awaitFound(other);
      assertThat(isRunning()).isTrue();
    }
    Awaitility.await().atMost(DEADLINE).until(() -> !isRunning());
  }

  private static boolean isRunning() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().contains("kiosk-roomtone"));
  }

  private static ServiceInfo awaitFound(JmDNS other) {
    return Awaitility.await()
        .atMost(DEADLINE)
        .until(
            () -> Optional.ofNullable(other.getServiceInfo(Announcement.TYPE, NAME, 1000)),
            found -> found.filter(each -> each.getPropertyString("name") != null).isPresent())
        .orElseThrow();
  }

  private static boolean isListed(JmDNS other) {
    return Stream.of(other.list(Announcement.TYPE, 500))
        .anyMatch(each -> each.getName().equals(NAME));
  }
}
