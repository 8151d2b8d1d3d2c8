package roomtone.system.mdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import roomtone.system.outbound.Contact;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/** What another machine announces: a second responder on the same network. */
class ServiceBrowserTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String TYPE = "_roomtone-test._tcp.local.";

  @Test
  void whatIsAnnouncedIsListedWithItsAddressUntilItIsTakenBack() throws Exception {
    InetAddress address = Multicast.address();
    Outbound outbound = new Outbound();
    try (JmDNS other = JmDNS.create(address, "speaker");
        ServiceBrowser browser = start(address, outbound)) {
      ServiceInfo speaker =
          ServiceInfo.create(TYPE, "Lounge", 5577, 0, 0, Map.of("CPath", "/zc", "VERSION", "1.0"));
      other.registerService(speaker);
      // What it says of itself may come after its address.
      Awaitility.await()
          .atMost(DEADLINE)
          .untilAsserted(() ->
              assertThat(browser.services())
                  .containsExactly(
                      new ServiceBrowser.Service(
                          "Lounge",
                          address.getHostAddress(),
                          5577,
                          Map.of("CPath", "/zc", "VERSION", "1.0"))));
      assertThat(outbound.contacts())
          .anyMatch(contact -> contact.purpose() == Purpose.SPEAKER && contact.sentBytes() > 0);

      other.unregisterService(speaker);
      Awaitility.await().atMost(DEADLINE).until(() -> browser.services().isEmpty());
    }
  }

  @Test
  void whatItSaysOfItselfMayComeAfterItsAddress() throws Exception {
    InetAddress address = Multicast.address();
    Outbound outbound = new Outbound();
    try (ServiceBrowser browser = start(address, outbound)) {
      // Told again and again, as nobody knows when the browser has begun to listen.
      Awaitility.await()
          .atMost(DEADLINE)
          .until(() -> {
            Multicast.send(
                address,
                MulticastRecords.pointer(TYPE, "Late"),
                MulticastRecords.server("Late." + TYPE, 5577, "late.local."),
                MulticastRecords.address("late.local.", "192.0.2.77"));
            return !browser.services().isEmpty();
          });
      AtomicLong sent = new AtomicLong();
      // It asks for more for a moment; what counts is what comes when it has given up.
      Awaitility.await()
          .atMost(DEADLINE)
          .during(Duration.ofSeconds(2))
          .until(() -> {
            long now = outbound.contacts().stream().mapToLong(Contact::sentBytes).sum();
            return sent.getAndSet(now) == now;
          });
      Multicast.send(address, MulticastRecords.text("Late." + TYPE, "CPath=/zc"));
      Awaitility.await()
          .atMost(DEADLINE)
          .untilAsserted(() ->
              assertThat(browser.services())
                  .containsExactly(
                      new ServiceBrowser.Service(
                          "Late", "192.0.2.77", 5577, Map.of("CPath", "/zc"))));
    }
  }

  private static ServiceBrowser start(InetAddress address, Outbound outbound) {
    return ServiceBrowser.start(
        TYPE, Purpose.SPEAKER, () -> Set.of(address), outbound, Duration.ofMillis(50));
  }
}
