package roomtone.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ButtonTimerTest {
  private ButtonTimer timer = ButtonTimer.up();
  private final List<ButtonPress> presses = new ArrayList<>();
  private long millis;

  @ParameterizedTest
  @CsvSource({
    "1, SHORT",
    "300, SHORT",
    "699, SHORT",
    "700, LONG",
    "2000, LONG",
    "4999, LONG",
    "5000, HOLD"
  })
  void aPressIsKnownByItsLength(int length, ButtonPress kind) {
    press();
    pass(length);
    release();
    pass(1_000);
    assertThat(presses).containsExactly(kind);
  }

  @Test
  void aHoldIsToldWhileItLastsAndOnlyOnce() {
    press();
    pass(4_999);
    assertThat(presses).isEmpty();
    pass(1);
    assertThat(presses).containsExactly(ButtonPress.HOLD);
    pass(20_000);
    release();
    pass(1_000);
    assertThat(presses).containsExactly(ButtonPress.HOLD);
  }

  @Test
  void edgesThatComeTogetherBecauseTheyAreLateAreAPress() {
    press();
    release();
    assertThat(presses).containsExactly(ButtonPress.SHORT);
  }

  @Test
  void anEdgeToWhereItIsIsNone() {
    release();
    press();
    pass(800);
    press();
    release();
    release();
    assertThat(presses).containsExactly(ButtonPress.LONG);
  }

  @Test
  void aReleaseThatIsHandledLateEndsAHold() {
    timer.edge(true, 0);
    assertThat(timer.edge(false, Duration.ofSeconds(6).toNanos())).contains(ButtonPress.HOLD);
    assertThat(timer.tick(Duration.ofSeconds(70).toNanos())).isEmpty();
  }

  @Test
  void saysWhenTheNextNewsCanCome() {
    assertThat(timer.nextTick(now())).isEmpty();
    press();
    assertThat(timer.nextTick(now())).contains(Duration.ofSeconds(5));
    pass(30);
    assertThat(timer.nextTick(now())).contains(Duration.ofMillis(4_970));
    pass(4_970);
    assertThat(timer.nextTick(now())).isEmpty();
  }

  @Test
  void heldWhileStartingIsAPressOfItsOwn() {
    timer = ButtonTimer.down(now(), true);
    assertThat(timer.nextTick(now())).contains(Duration.ofSeconds(2));
    pass(1_999);
    assertThat(presses).isEmpty();
    pass(1);
    pass(20_000);
    release();
    pass(1_000);
    assertThat(presses).containsExactly(ButtonPress.HOLD_AT_START);
    press();
    pass(100);
    release();
    pass(100);
    assertThat(presses).containsExactly(ButtonPress.HOLD_AT_START, ButtonPress.SHORT);
  }

  @Test
  void letGoTooSoonWhileStartingIsNoPress() {
    timer = ButtonTimer.down(now(), true);
    pass(1_000);
    release();
    pass(10_000);
    assertThat(presses).isEmpty();
  }

  @Test
  void aButtonThatIsDownWhenTheLinesComeBackIsNoPress() {
    timer = ButtonTimer.down(now(), false);
    assertThat(timer.nextTick(now())).isEmpty();
    pass(20_000);
    release();
    pass(1_000);
    assertThat(presses).isEmpty();
  }

  private void press() {
    timer.edge(true, now()).ifPresent(presses::add);
  }

  private void release() {
    timer.edge(false, now()).ifPresent(presses::add);
  }

  private void pass(int length) {
    for (int i = 0; i < length; i++) {
      millis++;
      timer.tick(now()).ifPresent(presses::add);
    }
  }

  private long now() {
    return Duration.ofMillis(millis).toNanos();
  }
}
