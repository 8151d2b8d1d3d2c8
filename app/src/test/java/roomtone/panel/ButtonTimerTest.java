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
    "31, SHORT",
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
  void bouncesAreOnePress() {
    for (int i = 0; i < 10; i++) {
      press();
      pass(2);
      release();
      pass(2);
    }
    press();
    pass(200);
    for (int i = 0; i < 10; i++) {
      release();
      pass(3);
      press();
      pass(3);
    }
    release();
    pass(100);
    assertThat(presses).containsExactly(ButtonPress.SHORT);
  }

  @Test
  void aSpikeOfNoiseIsNoPress() {
    press();
    pass(29);
    release();
    pass(1_000);
    assertThat(presses).isEmpty();
  }

  @Test
  void edgesThatAreHandledLateCountByTheirOwnTimes() {
    timer.edge(true, 0);
    timer.edge(false, Duration.ofMillis(900).toNanos());
    assertThat(timer.edge(true, Duration.ofSeconds(60).toNanos())).contains(ButtonPress.LONG);
    assertThat(timer.edge(false, Duration.ofSeconds(66).toNanos())).contains(ButtonPress.HOLD);
    assertThat(timer.tick(Duration.ofSeconds(70).toNanos())).isEmpty();
  }

  @Test
  void saysWhenTheNextNewsCanCome() {
    assertThat(timer.nextTick(now())).isEmpty();
    press();
    assertThat(timer.nextTick(now())).contains(Duration.ofMillis(30));
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
