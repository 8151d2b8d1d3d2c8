package roomtone.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShutterTimerTest {
  private final ShutterTimer timer = new ShutterTimer();

  @Test
  void countsAsOpenUntilItHasBeenClosedFor50Milliseconds() {
    assertThat(timer.look(false, at(0))).isEmpty();
    assertThat(timer.nextLook(at(0))).isEmpty();
    assertThat(timer.look(true, at(100))).isEmpty();
    assertThat(timer.nextLook(at(120))).contains(Duration.ofMillis(30));
    assertThat(timer.look(true, at(149))).isEmpty();
    assertThat(timer.look(true, at(150))).contains(true);
    assertThat(timer.look(true, at(151))).isEmpty();
    assertThat(timer.nextLook(at(151))).isEmpty();
  }

  @Test
  void aBounceBeginsTheWaitAnewAndIsNotTold() {
    timer.look(true, at(0));
    timer.look(false, at(40));
    timer.look(true, at(41));
    assertThat(timer.look(true, at(60))).isEmpty();
    assertThat(timer.look(true, at(91))).contains(true);
    timer.look(false, at(200));
    assertThat(timer.look(true, at(230))).isEmpty();
    assertThat(timer.look(true, at(300))).isEmpty();
  }

  private static long at(int millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
