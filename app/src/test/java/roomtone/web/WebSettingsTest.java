package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WebSettingsTest {
  @Test
  void theDefaultIsTheWholeNetworkOnPort8080() {
    assertThat(WebSettings.DEFAULTS).isEqualTo(new WebSettings("0.0.0.0", 8080, List.of(), 50, ""));
    assertThat(WebSettings.DEFAULTS.withPort(0).port()).isZero();
  }

  @Test
  void whatCannotBeIsRefused() {
    refused(() -> new WebSettings(" ", 8080, List.of(), 50, ""), "0.0.0.0 means all");
    refused(() -> new WebSettings("::", -1, List.of(), 50, ""), "port -1 is not 0 to 65535");
    refused(() -> new WebSettings("::", 65_536, List.of(), 50, ""), "port 65536");
    refused(() -> new WebSettings("::", 8080, List.of(), 0, ""), "0 viewers");
    refused(() -> new WebSettings("::", 8080, List.of("http://a.b"), 5, ""), "no host name");
  }

  private static void refused(Runnable making, String message) {
    assertThatIllegalArgumentException().isThrownBy(making::run).withMessageContaining(message);
  }
}
