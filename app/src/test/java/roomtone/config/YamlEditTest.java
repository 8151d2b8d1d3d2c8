package roomtone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edit changes its key and not one byte more. */
class YamlEditTest {
  private static final Path SHIPPED = Path.of("src", "dist", "etc", "roomtone.yaml");
  private static final Pattern LINE = Pattern.compile("\\R");
  private static final int EDITS = 400;
  private static final List<String> VALUES =
      List.of(
          "8",
          "12 s",
          "true",
          "",
          " leading and trailing ",
          "null",
          "Calm; Tollywood [telugu] = spotify:playlist:x",
          "it's \"quoted\" \\ and # not a comment",
          "తెలుగు",
          "two\nlines\t\u0007",
          "*alias",
          "- dash",
          "-0.1",
          "-",
          "--",
          "---",
          "😀 {brace}: [list]",
          "22:00-07:00");

  @Test
  @Tag("thorough")
  void manyEditsOfTheShippedFileChangeTheirKeyAndLoseNoComment() throws Exception {
    for (String newline : List.of("\n", "\r\n")) {
      String shipped = Files.readString(SHIPPED).replace("\n", newline);
      List<String> comments = comments(shipped);
      var random = new Random(20261122);
      List<String> keys = SettingsKeys.all().<String>map(Key::name).toList();
      String text = shipped;
      for (int i = 0; i < EDITS; i++) {
        String key = keys.get(random.nextInt(keys.size()));
        Map<String, String> wished = YamlTree.of(text).values();
        boolean removes = random.nextInt(3) == 0;
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String edited = removes ? YamlEdit.unset(text, key) : YamlEdit.set(text, key, value);
        if (removes) {
          wished.remove(key);
        } else {
          wished.put(key, value);
        }
        String what = "edit %d: %s to \"%s\"".formatted(i, key, value);
        assertThat(YamlTree.of(edited).values()).as(what).isEqualTo(wished);
        assertThat(comments(edited)).as(what).isEqualTo(comments);
        assertThat(LINE.splitAsStream(edited).filter(line -> !line.isBlank()).count())
            .as("lines beside the shipped ones")
            .isEqualTo(
                LINE.splitAsStream(shipped).filter(line -> !line.isBlank()).count()
                    + wished.size());
        assertThat(edited.contains("\n")).isTrue();
        assertThat(edited.replace("\r\n", "").contains(newline.equals("\n") ? "\r" : "\n"))
            .as("line ends of another kind")
            .isFalse();
        text = edited;
      }
      for (String key : keys) {
        text = YamlEdit.unset(text, key);
      }
      assertThat(text).as("all taken back").isEqualTo(shipped);
    }
  }

  private static List<String> comments(String text) {
    List<String> comments = new ArrayList<>();
    text.lines().filter(line -> line.strip().startsWith("#")).forEach(comments::add);
    return comments;
  }

  @Test
  void aKeyGoesBelowTheCommentThatShowsItsDefault() throws Exception {
    String text = YamlEdit.set(Files.readString(SHIPPED), "music.playlists.sad", "Rain");
    text = YamlEdit.set(text, "music.daily-changes", "8");
    assertThat(text)
        .contains("    #sad: Calm\n    sad: Rain\n    # What plays when the room looks surprised")
        .contains("  #daily-changes: 0\n  daily-changes: 8\n  # The volume that");
  }

  @Test
  void quotesAndCommentsStay() {
    String text = "web: # the page\n    port:   '80'   # old\n    host: \"a\"\n\n# end";
    assertThat(YamlEdit.set(text, "web.port", "8081"))
        .isEqualTo("web: # the page\n    port:   '8081'   # old\n    host: \"a\"\n\n# end");
    assertThat(YamlEdit.set(text, "web.host", "::"))
        .isEqualTo("web: # the page\n    port:   '80'   # old\n    host: \"::\"\n\n# end");
    assertThat(YamlEdit.unset(text, "web.port"))
        .isEqualTo("web: # the page\n    # old\n    host: \"a\"\n\n# end");
    assertThat(YamlEdit.unset(text, "web.host"))
        .isEqualTo("web: # the page\n    port:   '80'   # old\n\n# end");
    assertThat(YamlEdit.set(text, "web.viewers", "9"))
        .isEqualTo(
            "web: # the page\n    port:   '80'   # old\n    viewers: 9\n    host: \"a\"\n\n# end");
    assertThat(YamlEdit.set(text, "kiosk.name", "Bar"))
        .isEqualTo(text + "\n\nkiosk:\n  name: Bar\n");
  }

  @Test
  void aMissingKeyComesBehindTheOneBeforeItInTheReference() {
    assertThat(YamlEdit.set("web:\n  host: a\n  viewers: 3\n", "web.port", "1"))
        .isEqualTo("web:\n  host: a\n  port: 1\n  viewers: 3\n");
    assertThat(YamlEdit.set("web:\n  viewers: 3\n", "web.port", "1"))
        .isEqualTo("web:\n  port: 1\n  viewers: 3\n");
    assertThat(YamlEdit.set("web:", "web.port", "1")).isEqualTo("web:\n  port: 1");
    assertThat(YamlEdit.set("music:\n  volume: 4\n", "music.playlists.sad", "Blue"))
        .isEqualTo("music:\n  volume: 4\n  playlists:\n    sad: Blue\n");
    assertThat(YamlEdit.set("", "web.port", "1")).isEqualTo("web:\n  port: 1\n");
    assertThat(YamlEdit.set("# only this\n", "web.port", "1"))
        .isEqualTo("# only this\n\nweb:\n  port: 1\n");
  }

  @Test
  void bracesAreKept() {
    String text = "web: {port: 80, host: a} # c\nmusic: {}\n";
    assertThat(YamlEdit.set(text, "web.port", "81"))
        .isEqualTo("web: {port: 81, host: a} # c\nmusic: {}\n");
    assertThat(YamlEdit.set(text, "web.viewers", "5"))
        .isEqualTo("web: {port: 80, host: a, viewers: 5} # c\nmusic: {}\n");
    assertThat(YamlEdit.unset(text, "web.port")).isEqualTo("web: {host: a} # c\nmusic: {}\n");
    assertThat(YamlEdit.unset(text, "web.host")).isEqualTo("web: {port: 80} # c\nmusic: {}\n");
    assertThat(YamlEdit.set(text, "music.playlists.sad", "A, b"))
        .isEqualTo("web: {port: 80, host: a} # c\nmusic: {playlists: {sad: \"A, b\"}}\n");
    assertThat(YamlEdit.set("{}", "web.port", "1")).isEqualTo("{web: {port: 1}}");
  }

  @Test
  void listsBlocksAndKeysWithDotsAreReplaced() {
    assertThat(
            YamlEdit.set("web:\n  host-names:\n    - a\n    - b\n  # c\n", "web.host-names", "a b"))
        .isEqualTo("web:\n  host-names:\n    a b\n  # c\n");
    assertThat(YamlEdit.set("web:\n  host-names: [a, b] # c\n", "web.host-names", "a b"))
        .isEqualTo("web:\n  host-names: a b # c\n");
    assertThat(
            YamlEdit.set("kiosk:\n  name: >\n    The\n    bar\n\n# c\nweb:\n", "kiosk.name", "x"))
        .isEqualTo("kiosk:\n  name: x\n\n# c\nweb:\n");
    assertThat(YamlEdit.set("web.port: 80\n", "web.port", "81")).isEqualTo("web.port: 81\n");
    assertThat(YamlEdit.set("web:\n  port:   # none\n", "web.port", "81"))
        .isEqualTo("web:\n  port: 81   # none\n");
    assertThat(YamlEdit.set("web:\n  port: null\n", "web.port", "81"))
        .isEqualTo("web:\n  port: 81\n");
  }

  @Test
  void aCommentThatOnlyLooksLikeADefaultIsLeftAlone() {
    String text = "web:\n  host: a\n#mqtt:\n#  port: 1\nmusic:\n  #port: 2\n  volume: 3\n";
    assertThat(YamlEdit.set(text, "web.port", "81"))
        .isEqualTo(
            "web:\n  host: a\n  port: 81\n#mqtt:\n#  port: 1\nmusic:\n  #port: 2\n  volume: 3\n");
    String block = "web:\n  host: |\n    x\n    #port: 3\n";
    assertThat(YamlTree.of(YamlEdit.set(block, "web.port", "1")).values())
        .containsEntry("web.port", "1")
        .containsEntry("web.host", "x\n#port: 3\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web: 5\n", "web: [a]\n", "- a\n", "just words\n"})
  void whatIsNoSectionIsNotWrittenOver(String text) {
    assertThat(catchThrowable(() -> YamlEdit.set(text, "web.port", "1")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
