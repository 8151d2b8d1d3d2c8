package roomtone.system.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WatchdogTest {
  private final List<String> said = new ArrayList<>();
  private final List<String> lastWords = new ArrayList<>();
  private long now = 1_000;
  private final ServiceManager manager =
      new ServiceManager(said::add, Optional.of(Duration.ofSeconds(60)), true);
  private final Watchdog watchdog = new Watchdog(manager, () -> now, lastWords::add);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void itIsAliveWhileEverythingMoves() {
    try (Watchdog.Pulse loop = watchdog.watch("The mood loop", watchdog.patience());
        var _ = watchdog.watch("The page", watchdog.patience(), () -> Duration.ofSeconds(30))) {
      for (int i = 0; i < 100; i++) {
        pass(Duration.ofSeconds(30));
        watchdog.check();
        loop.beat();
      }
    }
    assertThat(said).hasSize(100).containsOnly("WATCHDOG=1");
    assertThat(lastWords).isEmpty();
  }

  @Test
  void aLoopThatIsWedgedEndsTheSignsOfLifeAndSaysWhich() {
    try (Watchdog.Pulse loop = watchdog.watch("The mood loop", watchdog.patience());
        Watchdog.Pulse page = watchdog.watch("The page", watchdog.patience())) {
      loop.beat();
      pass(Duration.ofSeconds(31));
      page.beat();
      watchdog.check();
    }
    assertThat(said)
        .containsExactly("STATUS=The mood loop has not moved for 31 s.\nWATCHDOG=trigger");
    assertThat(lastWords).containsExactly("The mood loop has not moved for 31 s.");
  }

  @Test
  void whatIsClosedIsNotMissed() {
    watchdog.watch("The mood loop", watchdog.patience()).close();
    pass(Duration.ofHours(1));
    watchdog.check();
    assertThat(said).containsExactly("WATCHDOG=1");
  }
}
