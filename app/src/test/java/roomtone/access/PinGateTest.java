package roomtone.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinGateTest {
  private static final String PIN = "271828";

  @TempDir private Path folder;
  private PinFile file = new PinFile(Path.of("pin"));
  private long now;
  private PinGate gate = new PinGate(file, () -> now);

  @BeforeEach
  void place() {
    file = new PinFile(folder.resolve("pin"));
    gate = new PinGate(file, () -> now);
  }

  @Test
  void onlyThePinIsThePinAndItIsNotInTheFile() throws Exception {
    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.enter(PIN)).isEqualTo(new PinGate.Outcome.Wrong());
    file.set(PIN);
    assertThat(Files.readString(file.path())).doesNotContain(PIN);
    assertThat(gate.enter("271829")).isEqualTo(new PinGate.Outcome.Wrong());
    assertThat(gate.enter(PIN)).isEqualTo(new PinGate.Outcome.Right());
    assertThat(file.remove()).isTrue();
    assertThat(gate.enter(PIN)).isEqualTo(new PinGate.Outcome.Wrong());
  }

  @Test
  void guessingTakesLongerAndLongerAndTheRightPinHasToWaitToo() throws Exception {
    file.set(PIN);
    for (int i = 0; i < 5; i++) {
      assertThat(gate.enter("")).isEqualTo(new PinGate.Outcome.Wrong());
    }
    assertThat(gate.enter(PIN)).isEqualTo(new PinGate.Outcome.Wait(Duration.ofMinutes(1)));
    pass(Duration.ofMinutes(1));
    assertThat(gate.enter("000001")).isEqualTo(new PinGate.Outcome.Wrong());
    assertThat(gate.enter(PIN)).isEqualTo(new PinGate.Outcome.Wait(Duration.ofMinutes(2)));
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofHours(1));
      gate.enter("");
    }
    assertThat(gate.enter(PIN)).isEqualTo(new PinGate.Outcome.Wait(Duration.ofHours(1)));
    pass(Duration.ofHours(1));
    assertThat(gate.enter(PIN)).isEqualTo(new PinGate.Outcome.Right());
    assertThat(gate.enter("")).as("five are free again").isEqualTo(new PinGate.Outcome.Wrong());
    assertThat(gate.enter(PIN)).isEqualTo(new PinGate.Outcome.Right());
  }

  @Test
  void aDamagedFileSaysWhatToDo() throws Exception {
    Files.writeString(file.path(), "1 2");
    assertThat(gate.enter(PIN))
        .isInstanceOfSatisfying(
            PinGate.Outcome.Broken.class,
            broken -> assertThat(broken.reason()).contains("set the PIN again"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "1111111", "1234567890123", "12345a", " 123456"})
  void whatIsTooEasyOrNoPinIsRefused(String pin) {
    assertThatThrownBy(() -> file.set(pin)).isInstanceOf(IllegalArgumentException.class);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
