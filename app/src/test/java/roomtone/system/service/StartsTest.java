package roomtone.system.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir private Path folder;

  private Starts start() {
    return Starts.note(Optional.of(folder), () -> NOON);
  }

  @Test
  void threeRunsThatFailInARowAreALoop() {
    for (int i = 0; i < Starts.LOOP; i++) {
      Starts starts = start();
      assertThat(starts.number()).isEqualTo(i + 1);
      assertThat(starts.failed()).isEqualTo(i);
      assertThat(starts.isLoop()).isFalse();
    }
    Starts fourth = start();
    assertThat(fourth.isLoop()).isTrue();
    assertThat(fourth.lastFailure().orElseThrow().noticed()).isEqualTo(NOON);
    assertThat(fourth.lastFailure().orElseThrow().reason()).contains("without a word");
  }

  @Test
  void aSteadyRunForgetsTheFailuresBefore() {
    start();
    start();
    start().steady();
    Starts next = start();
    assertThat(next.failed()).isEqualTo(1);
    assertThat(next.number()).isEqualTo(4);
  }

  @Test
  void anEndThatWasWantedIsNoFailure() {
    start();
    start().endedWell();
    Starts next = start();
    assertThat(next.failed()).isZero();
    assertThat(next.lastFailure()).as("the one before is still told").isPresent();
  }

  @Test
  void whatItSaidLastIsTheReason() throws IOException {
    start().lastWords("The mood loop has not moved for 31 s.");
    Files.writeString(folder.resolve("service-result"), "watchdog, dumped QUIT\n");
    assertThat(start().lastFailure().orElseThrow().reason())
        .isEqualTo("The mood loop has not moved for 31 s.");
  }

  @Test
  void elseWhatSystemdSaidOfIt() throws IOException {
    start();
    Files.writeString(folder.resolve("service-result"), "oom-kill, killed KILL\n");
    assertThat(start().lastFailure().orElseThrow().reason())
        .isEqualTo("It ended without a word; systemd says: oom-kill, killed KILL.");
    assertThat(start().lastFailure().orElseThrow().reason())
        .as("said once, it is not believed of the next end")
        .contains("without a word: it crashed");
  }

  @Test
  void aBrokenOrMissingMemoryIsAFirstStart() throws IOException {
    Files.writeString(folder.resolve("starts.json"), "{\"starts\": ");
    assertThat(start().number()).isEqualTo(1);
    assertThat(Starts.note(Optional.empty(), () -> NOON).number()).isEqualTo(1);
    assertThat(Starts.note(Optional.of(folder.resolve("a/b")), () -> NOON).failed()).isZero();
  }
}
