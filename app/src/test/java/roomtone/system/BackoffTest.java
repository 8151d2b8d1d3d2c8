package roomtone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final long SECOND = 1_000_000_000L;

  private long nanos = 5 * SECOND;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private int secondsUntilDue() {
    int seconds = 0;
    while (!backoff.due(nanos)) {
      nanos += SECOND;
      seconds++;
    }
    return seconds;
  }

  @Test
  void waitsDoubleUpToTheLongestHoweverOftenItFails() {
    List<Integer> waits = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      backoff.failed(nanos);
      waits.add(secondsUntilDue());
    }
    assertThat(waits.subList(0, 6)).containsExactly(1, 2, 4, 8, 10, 10);
    assertThat(waits.subList(6, 70)).containsOnly(10);
  }

  @Test
  void successForgetsFailures() {
    backoff.failed(nanos);
    backoff.failed(nanos);
    backoff.worked();
    assertThat(secondsUntilDue()).isZero();
    backoff.failed(nanos);
    assertThat(secondsUntilDue()).isEqualTo(1);
  }

  @Test
  void hurryAllowsOneTryAndRemembersTheFailures() {
    backoff.failed(nanos);
    backoff.failed(nanos);
    backoff.hurry(nanos);
    assertThat(secondsUntilDue()).isZero();
    backoff.failed(nanos);
    assertThat(secondsUntilDue()).isEqualTo(4);
  }

  @Test
  void saysHowLongTheWaitStillTakes() {
    assertThat(backoff.remainingNanos(nanos)).isZero();
    backoff.failed(nanos);
    assertThat(backoff.remainingNanos(nanos + SECOND / 4)).isEqualTo(SECOND * 3 / 4);
    assertThat(backoff.remainingNanos(nanos + 2 * SECOND)).isZero();
  }
}
