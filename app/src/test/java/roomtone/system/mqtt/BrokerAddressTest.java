package roomtone.system.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {
  @Test
  void thePortIsTheUsualOneUnlessItIsSaid() {
    assertThat(BrokerAddress.parse("mqtt://broker.local"))
        .isEqualTo(new BrokerAddress("broker.local", 1883, false));
    assertThat(BrokerAddress.parse("mqtts://10.0.0.2/"))
        .isEqualTo(new BrokerAddress("10.0.0.2", 8883, true));
    assertThat(BrokerAddress.parse("mqtt://[::1]:1884").forPaho()).isEqualTo("tcp://[::1]:1884");
    assertThat(BrokerAddress.parse("mqtts://broker:1").forPaho()).isEqualTo("ssl://broker:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "broker",
        "broker:1883",
        "http://broker",
        "mqtt://",
        "mqtt://broker:0",
        "mqtt://broker:70000",
        "mqtt://broker/topic",
        "mqtt://secret@broker",
        "mqtt://me:secret@broker",
        "mqtt://me:sec ret@broker",
        "mqtt:broker"
      })
  void whatIsNoneIsRefusedWithoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrokerAddress.parse(text))
        .withMessageContaining("the broker's address")
        .withMessageNotContainingAny("secret", "sec ret")
        .matches(e -> e.getCause() == null || !String.valueOf(e.getCause()).contains("sec ret"));
  }
}
