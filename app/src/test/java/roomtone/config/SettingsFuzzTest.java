package roomtone.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import roomtone.config.SettingsException.Problem;

/** Any file gives settings or sentences that say what is wrong, and is changed whole or not. */
class SettingsFuzzTest {
  private static final List<String> NAMES = SettingsKeys.all().<String>map(Key::name).toList();

  @TempDir private Path folder;

  @FuzzTest
  void file(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("roomtone.yaml"), bytes);
    try {
      Settings.read(file, Map.of(), folder.resolve("log"));
      Settings.commented(file, Map.of());
    } catch (SettingsException refused) {
      assertSentences(refused.problems());
    }
  }

  @FuzzTest
  void change(FuzzedDataProvider data) throws IOException {
    String key = NAMES.get(data.consumeInt(0, NAMES.size() - 1));
    Optional<String> value =
        data.consumeBoolean() ? Optional.of(data.consumeString(40)) : Optional.empty();
    String written = new String(data.consumeRemainingAsBytes(), StandardCharsets.UTF_8);
    Path path = Files.writeString(folder.resolve("roomtone.yaml"), written);
    SettingsFile file = new SettingsFile(path, Map.of(), folder.resolve("log"));
    switch (file.change(Map.of(key, value), Optional.empty())) {
      case SettingsChange.Saved _ -> assertOnlyThisChanged(written, path, key, value);
      case SettingsChange.Refused(List<Problem> problems) -> {
        assertSentences(problems);
        assertThat(Files.readString(path)).isEqualTo(written);
      }
      case SettingsChange.Overtaken _, SettingsChange.Failed _ ->
          throw new AssertionError("nobody else writes here");
    }
  }

  private static void assertOnlyThisChanged(
      String before, Path path, String key, Optional<String> value) throws IOException {
    Map<String, String> wished = YamlTree.of(before).values();
    value.ifPresentOrElse(text -> wished.put(key, text), () -> wished.remove(key));
    assertThat(YamlTree.of(Files.readString(path)).values()).isEqualTo(wished);
  }

  private static void assertSentences(List<Problem> problems) {
    assertThat(problems)
        .isNotEmpty()
        .allSatisfy(
            problem -> assertThat(problem.message()).isNotBlank().doesNotContain(": null."));
  }
}
