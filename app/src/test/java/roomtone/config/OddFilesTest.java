package roomtone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import roomtone.config.SettingsException.Problem;

/** Settings files that broke the reader, most of them found by fuzzing. */
class OddFilesTest {
  private static final Path LOG = Path.of("state", "roomtone.db");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "999999999999999999 d, 0 ms to 24 h",
    "9223372036854775807 h, 0 ms to 24 h",
    "1 w, 0 ms to 24 h",
    "25 h, 0 ms to 24 h",
    "1441 min, 0 ms to 24 h"
  })
  void aTimeThatIsTooLongIsRefusedWithWhatIsAllowed(String time, String allowed)
      throws IOException {
    assertThat(problems("music.empty-room-pause-after: " + time))
        .containsExactly(
            new Problem(
                1,
                "music.empty-room-pause-after",
                "music.empty-room-pause-after is \"%s\"; allowed is %s.".formatted(time, allowed)));
  }

  @ParameterizedTest
  @CsvSource({"24 h", "1440 min", "86400 s", "86400000ms", "1 d"})
  void theSameTimeMayBeWrittenInAnyUnit(String time) throws Exception {
    assertThat(read("music.empty-room-pause-after: " + time).music().emptyRoomPauseAfter())
        .hasHours(24);
  }

  @Test
  void aTagThatCannotBeOneIsNoYaml() throws IOException {
    assertNoYaml("!!%0");
  }

  @Test
  void whatIsNestedTooDeepIsNoYamlAndCannotBeEdited() throws IOException {
    String deep = "web: " + "[".repeat(400_000);
    assertNoYaml(deep);
    SettingsFile file = new SettingsFile(write(deep), Map.of(), LOG);
    assertThat(file.change(Map.of("web.port", Optional.of("80")), Optional.empty()))
        .isInstanceOf(SettingsChange.Refused.class);
    assertThat(file.path()).hasContent(deep);
  }

  @Test
  @Timeout(20)
  void manyLongNamesThatAreUnknownAreToldSoon() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      text.append("x".repeat(1_000)).append(i).append(": 1\n");
    }
    assertThat(problems(text.toString())).hasSize(900);
  }

  @Test
  void aNameThatIsAlmostRightIsRecognised() throws IOException {
    assertThat(problems("web.prot: 80").getFirst().message()).contains("did you mean web.port?");
    assertThat(problems("web.pt: 80").getFirst().message()).contains("did you mean web.port?");
    assertThat(problems("web.p: 80").getFirst().message()).contains("lists them all");
  }

  private void assertNoYaml(String text) throws IOException {
    assertThat(problems(text))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).startsWith("this is not YAML: "));
  }

  private List<Problem> problems(String text) throws IOException {
    Path file = write(text);
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> Settings.read(file, Map.of(), LOG));
    return refused.problems();
  }

  private Settings read(String text) throws Exception {
    return Settings.read(write(text), Map.of(), LOG);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("roomtone.yaml"), text);
  }
}
