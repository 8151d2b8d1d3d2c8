package roomtone.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.emotion.Emotion;
import roomtone.history.ActionEvent;
import roomtone.history.History;
import roomtone.history.MoodInterval;
import roomtone.history.PlayEvent;
import roomtone.music.Arm;
import roomtone.music.Policy;
import roomtone.music.Repertoire;
import roomtone.music.Taste;
import roomtone.music.TasteNotes;

/** What people tell the DJ, and what it recalls from the log. */
class TasteFileTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  @TempDir private Path folder;

  @Test
  void pinsAndResetsAreKept() throws Exception {
    TasteFile file = new TasteFile(folder.resolve("new/dj.json"));
    assertThat(file.pins()).isEmpty();
    assertThat(file.reset()).isEqualTo(Instant.MIN);
    file.pin(Emotion.SAD, "Calm \"and\" slow");
    file.reset(NOW);
    file.pin(Emotion.HAPPY, "Upbeat");
    file.unpin(Emotion.HAPPY);
    TasteFile again = new TasteFile(file.path());
    assertThat(again.pins()).isEqualTo(Map.of(Emotion.SAD, "Calm \"and\" slow"));
    assertThat(again.reset()).isEqualTo(NOW);
  }

  @Test
  void aDamagedFileSaysNothing() throws Exception {
    Path path = Files.writeString(folder.resolve("dj.json"), "{\"pins\": {");
    assertThat(new TasteFile(path).pins()).isEmpty();
  }

  @Test
  void theLogIsHeardAgain() {
    var repertoire =
        new Repertoire(
            Map.of(Emotion.HAPPY, Arm.parse("One; Two")), Policy.MATCH, "", Emotion.HAPPY, 4, 1);
    var taste = new Taste(repertoire, TasteNotes.NONE);
    History history =
        new History(
            List.of(new MoodInterval(at(20), at(22), "empty", 0, 0)),
            List.of(
                play(0, "One"), play(4, "One"), play(8, "Two"), play(19, "One"), play(30, "One")),
            List.of(
                new ActionEvent(
                    at(8).plusSeconds(9), ActionEvent.Kind.SKIP, "happy", "Two", "song", 9000),
                new ActionEvent(at(9), ActionEvent.Kind.RESCAN, "happy", "Two", "song", 0)),
            List.of(),
            List.of(),
            List.of());
    Recollection.replay(history, taste.ear());
    assertThat(taste.known())
        .filteredOn(known -> known.context().emotion() == Emotion.HAPPY)
        .extracting(known -> known.arm().playlist() + " " + known.estimate().plays())
        .containsExactly("One 2", "Two 1");
  }

  private static Instant at(int minutes) {
    return NOW.plus(Duration.ofMinutes(minutes));
  }

  private static PlayEvent play(int minutes, String playlist) {
    return new PlayEvent(at(minutes), playlist, "A song", "", "happy");
  }
}
