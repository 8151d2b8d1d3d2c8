package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Time time = new Time();
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private int secondsUntilDue() {
    int seconds = 0;
    while (!backoff.due(time.getAsLong())) {
      time.passSeconds(1);
      seconds++;
    }
    return seconds;
  }

  @Test
  void waitsDoubleUpToTheLongestHoweverOftenItFails() {
    List<Integer> waits = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      backoff.failed(time.getAsLong());
      waits.add(secondsUntilDue());
    }
    assertThat(waits.subList(0, 6)).containsExactly(1, 2, 4, 8, 10, 10);
    assertThat(waits.subList(6, 70)).containsOnly(10);
  }

  @Test
  void successForgetsFailures() {
    backoff.failed(time.getAsLong());
    backoff.failed(time.getAsLong());
    backoff.worked();
    assertThat(secondsUntilDue()).isZero();
    backoff.failed(time.getAsLong());
    assertThat(secondsUntilDue()).isEqualTo(1);
  }

  @Test
  void hurryAllowsOneTryAndRemembersTheFailures() {
    backoff.failed(time.getAsLong());
    backoff.failed(time.getAsLong());
    backoff.hurry(time.getAsLong());
    assertThat(secondsUntilDue()).isZero();
    backoff.failed(time.getAsLong());
    assertThat(secondsUntilDue()).isEqualTo(4);
  }
}
