package roomtone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatestTest {
  private final Latest<String> latest = new Latest<>();

  @Test
  void keepsOnlyTheNewestAndHandsTheDisplacedOneBack() throws InterruptedException {
    assertThat(latest.put("old")).isNull();
    assertThat(latest.put("new")).isEqualTo("old");
    assertThat(latest.take()).isEqualTo("new");
    assertThat(latest.put("later")).isNull();
  }

  @Test
  void givesUpAfterTheTimeout() throws InterruptedException {
    assertThat(latest.take(Duration.ZERO)).isEmpty();
  }

  @Test
  void wakesWhoeverWaits() throws Exception {
    var taken = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            taken.complete(latest.take());
          } catch (InterruptedException e) {
            taken.completeExceptionally(e);
          }
        });
    latest.put("value");
    assertThat(taken.get(5, TimeUnit.SECONDS)).isEqualTo("value");
  }
}
