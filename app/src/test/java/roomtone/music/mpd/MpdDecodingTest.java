package roomtone.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import roomtone.music.Song;

/** What MPD's answers mean, and how commands are written, without a server. */
class MpdDecodingTest {
  private static MpdReply reply(String... lines) {
    return new MpdReply(
        List.of(lines).stream()
            .map(line -> line.split(": ", 2))
            .map(parts -> new MpdReply.Field(parts[0], parts[1]))
            .toList());
  }

  @Test
  void theStateAndTheSongAreRead() {
    MpdState state =
        MpdState.of(
            reply(
                "volume: 80",
                "playlistlength: 2",
                "state: play",
                "elapsed: 12.3456",
                "error: the card is gone",
                "file: jazz/So What.flac",
                "Title: So What",
                "Artist: Miles Davis",
                "Artist: Bill Evans",
                "duration: 545.5"));
    assertThat(state)
        .isEqualTo(
            new MpdState(
                MpdState.Activity.PLAY,
                Optional.of(
                    new Song(
                        "jazz/So What.flac",
                        "So What",
                        "Miles Davis, Bill Evans",
                        Duration.ofMillis(545_500))),
                Duration.ofMillis(12_346),
                2,
                80,
                Optional.of("the card is gone")));
  }

  @Test
  void whatIsMissingOrStrangeHasADefault() {
    MpdState state = MpdState.of(reply("state: levitate", "volume: loud", "elapsed: -1"));
    assertThat(state)
        .isEqualTo(
            new MpdState(
                MpdState.Activity.STOP, Optional.empty(), Duration.ZERO, 0, -1, Optional.empty()));
    assertThat(MpdState.of(reply("state: pause")).activity()).isEqualTo(MpdState.Activity.PAUSE);
  }

  @ParameterizedTest
  @CsvSource({"a/b/Song.one.mp3, Song.one", "Song, Song", "a/.hidden, .hidden", "a/x.mp3, x"})
  void aSongWithoutTitleIsNamedAfterItsFile(String file, String title) {
    assertThat(MpdState.of(reply("file: " + file)).song().orElseThrow().title()).isEqualTo(title);
  }

  @Test
  void aStreamIsNamedAfterItsStation() {
    MpdState state = MpdState.of(reply("file: http://radio.example/1", "Name: Radio One"));
    assertThat(state.song().orElseThrow().title()).isEqualTo("Radio One");
  }

  @Test
  void aCommandIsQuotedSoThatNoArgumentBecomesAnother() {
    assertThat(MpdCommand.of("load", "a \"b\" \\ c").line())
        .isEqualTo("load \"a \\\"b\\\" \\\\ c\"\n");
    assertThat(MpdCommand.of("seek", 3, "1.500").line()).isEqualTo("seek \"3\" \"1.500\"\n");
    assertThat(MpdCommand.of("next").line()).isEqualTo("next\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\0b"})
  void anArgumentOfTwoLinesIsNone(String text) {
    assertThat(MpdCommand.fitsOnLine(text)).isFalse();
    assertThatThrownBy(() -> MpdCommand.of("load", text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSelectionIsReadAndQuoted() {
    MpdSelection selection = MpdSelection.parse(" Genre: Drum 'n' \\Bass ").orElseThrow();
    assertThat(selection).isEqualTo(new MpdSelection("genre", "Drum 'n' \\Bass"));
    assertThat(selection.command())
        .isEqualTo(MpdCommand.of("searchadd", "(genre contains 'Drum \\'n\\' \\\\Bass')"));
    assertThat(MpdSelection.parse("genre:")).isEmpty();
    assertThat(MpdSelection.parse("Upbeat")).isEmpty();
    assertThat(MpdSelection.parse("colour: blue")).isEmpty();
  }

  @Test
  void songsOfAQueueAreReadWithWhatSaysThatTheyAreExplicit() {
    List<MpdQueue.Entry> entries =
        MpdQueue.entries(
            reply(
                "file: a",
                "Title: One (EXPLICIT)",
                "Id: 7",
                "file: b",
                "Genre: Jazz",
                "Id: 8",
                "file: c",
                "Id: 99999999999",
                "file: d",
                "Id: -1"));
    assertThat(entries)
        .containsExactly(new MpdQueue.Entry(7, "a", true), new MpdQueue.Entry(8, "b", false));
  }
}
