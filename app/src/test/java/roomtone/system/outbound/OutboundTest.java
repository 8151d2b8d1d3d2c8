package roomtone.system.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** The ledger of whom the program talks to. */
class OutboundTest {
  private final Outbound outbound = new Outbound();

  @Test
  void aHostShowsUpOnceItWasTalkedTo() {
    Line line = outbound.to(Purpose.MQTT, "broker");
    assertThat(outbound.contacts()).isEmpty();
    line.connecting();
    line.sent(5);
    outbound.to(Purpose.MQTT, "broker").received(7);
    line.received(-1);
    assertThat(outbound.contacts()).containsExactly(new Contact(Purpose.MQTT, "broker", 1, 5, 7));
  }

  @Test
  void streamsCountWhatPassesThroughThem() throws Exception {
    Line line = outbound.to(Purpose.MPD, "localhost");
    line.connecting();
    try (InputStream in =
            CountedStreams.counted(new ByteArrayInputStream(new byte[] {1, 2, 3, 4}), line);
        OutputStream out = CountedStreams.counted(new ByteArrayOutputStream(), line)) {
      assertThat(in.read()).isEqualTo(1);
      assertThat(in.readAllBytes()).containsExactly(2, 3, 4);
      out.write(new byte[9]);
      out.write(1);
    }
    assertThat(outbound.contacts().getFirst())
        .isEqualTo(new Contact(Purpose.MPD, "localhost", 1, 10, 4));
  }
}
