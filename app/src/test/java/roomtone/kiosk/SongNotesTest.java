package roomtone.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.emotion.Emotion;
import roomtone.music.library.Proposal;

class SongNotesTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    Path file = folder.resolve(SongNotes.FILE);
    SongNotes.write(
        file,
        folder,
        List.of(
            new Proposal(
                Emotion.HAPPY, folder.resolve("sub/a.ogg"), 128, "Pop\tRock", -12.4, "why"),
            new Proposal(Emotion.SAD, folder.resolve("b.ogg"), 0, "", Double.NaN, "tagged")));
    List<SongNotes.Line> lines = SongNotes.read(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .isEqualTo(new SongNotes.Line("happy", 128, "Pop Rock", "sub/a.ogg", -12));
    assertThat(lines.getLast().loudness()).isNaN();
  }

  @Test
  void theFolderIsMadeWhereItIsMissing() throws Exception {
    Path file = folder.resolve("state").resolve(SongNotes.FILE);
    SongNotes.write(file, folder, List.of());
    assertThat(SongNotes.read(file)).isEmpty();
  }

  @Test
  void linesThatAPersonBrokeArePassedOver() throws Exception {
    Path file =
        Files.write(
            folder.resolve(SongNotes.FILE),
            List.of("# note", "", "happy", "happy\tfast\tPop\ta.ogg", "sad\t60\tBlues\td.ogg"));
    assertThat(SongNotes.read(file)).extracting(SongNotes.Line::song).containsExactly("d.ogg");
  }

  @Test
  void similarSongsComeFromTheNotes() throws Exception {
    Path file = folder.resolve(SongNotes.FILE);
    assertThat(SongNotes.similarSongs(file).isEmpty()).isTrue();
    Files.write(
        file,
        List.of("sad\t80\t\tslow\t-22\t", "happy\t124\t\tfaster\t-9\t", "-\t118\t\tfast\t-12\t"));
    assertThat(SongNotes.similarSongs(file).order(List.of("faster", "slow", "fast")))
        .containsExactly("faster", "fast", "slow");
  }
}
