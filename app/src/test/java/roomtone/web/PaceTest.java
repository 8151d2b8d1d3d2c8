package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {
  @Test
  void oneTurnPerGapAndTheWaitIsTold() {
    var now = new AtomicLong(Long.MAX_VALUE - 5);
    var pace = new Pace(Duration.ofSeconds(2), now::get);
    assertThat(pace.take()).isZero();
    assertThat(pace.take()).isEqualTo(Duration.ofSeconds(2));
    now.addAndGet(Duration.ofMillis(1500).toNanos());
    assertThat(pace.take()).isEqualTo(Duration.ofMillis(500));
    now.addAndGet(Duration.ofMillis(500).toNanos());
    assertThat(pace.take()).isZero();
  }
}
