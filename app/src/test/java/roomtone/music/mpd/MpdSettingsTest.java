package roomtone.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import roomtone.music.SongOrder;

class MpdSettingsTest {
  @Test
  void defaultsAreDebians() {
    MpdSettings settings = MpdSettings.defaults();
    assertThat(settings.address()).isEqualTo("/run/mpd/socket");
    assertThat(settings.password()).isEmpty();
    assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.order()).isEqualTo(SongOrder.SHUFFLED);
  }

  @Test
  void addressesAreRead() {
    assertThat(MpdAddress.parse("/a b/socket"))
        .isEqualTo(new MpdAddress.Socket(Path.of("/a b/socket")));
    assertThat(MpdAddress.parse("lounge.local"))
        .isEqualTo(new MpdAddress.Tcp("lounge.local", 6600));
    assertThat(MpdAddress.parse("10.0.0.7:6601")).isEqualTo(new MpdAddress.Tcp("10.0.0.7", 6601));
    assertThat(MpdAddress.parse("[::1]:6601")).isEqualTo(new MpdAddress.Tcp("[::1]", 6601));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host:", "host:0", "host:65536", "host:x", "two words", "relative/path"})
  void badAddressesAreRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new MpdSettings(address, Optional.empty(), Duration.ofSeconds(5), SongOrder.SHUFFLED))
        .withMessageContaining("address must be");
  }

  @Test
  void deadlineHasBounds() {
    for (Duration deadline : new Duration[] {Duration.ofMillis(99), Duration.ofSeconds(61)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new MpdSettings("host", Optional.empty(), deadline, SongOrder.SHUFFLED))
          .withMessageContaining("deadline must be");
    }
  }

  @Test
  void passwordIsNeverPrinted() {
    MpdSettings settings =
        new MpdSettings("host", Optional.of("s3cret"), Duration.ofSeconds(5), SongOrder.SHUFFLED);
    assertThat(settings.toString()).doesNotContain("s3cret").contains("password=set");
  }
}
