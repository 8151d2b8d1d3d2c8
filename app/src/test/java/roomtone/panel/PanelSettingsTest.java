package roomtone.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PanelSettingsTest {
  @Test
  void defaults() {
    assertThat(PanelSettings.defaults(PanelSettings.Kind.GPIO))
        .isEqualTo(settings("", List.of(17, 27, 22), 23));
  }

  @Test
  void refusesPinsThatCannotBe() {
    assertThatThrownBy(() -> settings("", List.of(17, 27), 23))
        .hasMessage("ledPins has 2 pins, not 0, 1 or 3");
    assertThatThrownBy(() -> settings("", List.of(64), 23))
        .hasMessage("ledPins has pin 64, not 0 to 63");
    assertThatThrownBy(() -> settings("", List.of(23), 23))
        .hasMessage("ledPins [23], buttonPin 23 and shutterPin 24 name a pin twice");
    assertThatThrownBy(() -> settings("", List.of(), 24))
        .hasMessage("ledPins [], buttonPin 24 and shutterPin 24 name a pin twice");
    assertThatThrownBy(() -> settings("../mem", List.of(), -1)).hasMessageContaining("gpiochip0");
    assertThat(settings("gpiochip4", List.of(), -1).buttonPin()).isEqualTo(-1);
  }

  private static PanelSettings settings(String chip, List<Integer> led, int button) {
    return new PanelSettings(
        PanelSettings.Kind.GPIO,
        chip,
        led,
        false,
        1,
        Patterns.standard(),
        button,
        true,
        PanelSettings.Pull.UP,
        24,
        true);
  }
}
