package roomtone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed in the file holds when it is read; what can't hold is not written. */
class SettingsFileTest {
  private static final String TEXT =
      "# Ours.\nmusic:\n  daily-changes: 12 # enough\nweb:\n  port: 8080\n";

  @TempDir private Path folder;

  @Test
  void aChangeIsWrittenAndSaysWhatItWas() throws Exception {
    Path path = write(TEXT);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(file(path).change(edits("music.daily-changes", "8"), Optional.empty()))
        .isEqualTo(saved("music.daily-changes", "changed music.daily-changes from 12 to 8"));
    assertThat(path)
        .hasContent("# Ours.\nmusic:\n  daily-changes: 8 # enough\nweb:\n  port: 8080\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-r-----");
    assertThat(file(path).change(Map.of("music.daily-changes", Optional.empty()), Optional.empty()))
        .isEqualTo(
            saved("music.daily-changes", "set music.daily-changes back from 8 to its default"));
    assertThat(file(path).change(edits("web.port", "8080"), Optional.empty()))
        .isEqualTo(new SettingsChange.Saved(List.of()));
    assertThat(names()).containsExactly("roomtone.yaml");
  }

  @Test
  void whatDoesNotHoldIsRefusedWithEachKeyAndNothingIsWritten() throws Exception {
    Path path = write(TEXT);
    SettingsChange change =
        file(path)
            .change(
                Map.of(
                    "web.port", Optional.of("99999"),
                    "music.volume", Optional.of("loud"),
                    "mood.leave", Optional.of("0.9")),
                Optional.empty());
    assertThat(change).isInstanceOf(SettingsChange.Refused.class);
    List<SettingsException.Problem> problems = ((SettingsChange.Refused) change).problems();
    assertThat(problems.stream().map(SettingsException.Problem::key))
        .containsExactlyInAnyOrder("web.port", "music.volume", "mood");
    assertThat(file(path).change(edits("web.prot", "1"), Optional.empty()).toString())
        .contains("did you mean web.port?");
    assertThat(path).hasContent(TEXT);
  }

  @Test
  void aFileThatIsNotYamlIsLeftAlone() throws Exception {
    Path path = write("web: {port: 1\n");
    assertThat(file(path).change(edits("web.port", "2"), Optional.empty()))
        .isInstanceOf(SettingsChange.Refused.class);
    assertThat(path).hasContent("web: {port: 1\n");
    assertThat(file(path).read().problems()).hasSize(1);
  }

  @Test
  void anEditThatWouldChangeMoreIsRefused() throws Exception {
    String text = "kiosk:\n  name: &n Bar\nmpd:\n  address: *n\n";
    Path path = write(text);
    assertThat(file(path).change(edits("kiosk.name", "Pub"), Optional.empty()).toString())
        .contains("edit it by hand");
    assertThat(path).hasContent(text);
  }

  @Test
  void somebodyElsesChangeIsNotWrittenOver() throws Exception {
    Path path = write(TEXT);
    SettingsFile file = file(path);
    String version = file.read().version();
    Files.writeString(path, TEXT + "kiosk:\n  name: Bar\n");
    assertThat(file.change(edits("web.port", "81"), Optional.of(version)))
        .isEqualTo(new SettingsChange.Overtaken());
    assertThat(path).hasContent(TEXT + "kiosk:\n  name: Bar\n");
    assertThat(file.change(edits("web.port", "81"), Optional.of(file.read().version())))
        .isInstanceOf(SettingsChange.Saved.class);
  }

  @Test
  void aMissingFileIsBegunWithAllKeysCommentedOut() throws Exception {
    Path path = folder.resolve("new/roomtone.yaml");
    String version = file(path).read().version();
    assertThat(file(path).change(edits("web.port", "81"), Optional.of(version)))
        .isEqualTo(saved("web.port", "changed web.port from 8080 to 81"));
    assertThat(Files.readString(path))
        .startsWith("# Roomtone's settings.")
        .contains("  #port: 8080\n  port: 81\n");
    assertThat(Settings.read(path, Map.of(), folder.resolve("log")).web().port()).isEqualTo(81);
  }

  @Test
  void secretsAreNeverTold() throws Exception {
    Path path = folder.resolve("secret.yaml");
    SettingsFile file = file(path);
    assertThat(file.change(edits("mpd.password", "hunter2"), Optional.empty()))
        .isEqualTo(saved("mpd.password", "changed mpd.password"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    SettingsState.Item item = file.read().item("mpd.password").orElseThrow();
    assertThat(item.toString()).doesNotContain("hunter2").contains("(set, not shown)");
    SettingsChange broker =
        file.change(edits("mqtt.broker", "mqtt://u:hunter2@b"), Optional.empty());
    assertThat(broker.toString()).contains("must not hold").doesNotContain("hunter2");
    Files.writeString(path, "mqtt:\n  broker: mqtt://u:hunter2@b\n");
    assertThat(Settings.commented(path, Map.of()))
        .contains("#broker: \"mqtt://(set, not shown)@b\"")
        .doesNotContain("hunter2");
  }

  @Test
  void theEnvironmentHoldsWhateverTheFileSays() throws Exception {
    Path path = write("mpd:\n  password: one\n");
    var file =
        new SettingsFile(path, Map.of("ROOMTONE_MPD_PASSWORD", "two"), folder.resolve("log"));
    assertThat(file.read().item("mpd.password").orElseThrow().source())
        .isEqualTo(SettingsState.Source.ENVIRONMENT);
  }

  @Test
  void differencesAreFoundInSecretsToo() throws Exception {
    SettingsState before = file(write("mpd:\n  password: one\n")).read();
    SettingsState after = file(write("mpd:\n  password: two\nweb:\n  port: 8080\n")).read();
    assertThat(after.differences(before)).containsExactly("mpd.password");
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path real = write(TEXT);
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), real);
    assertThat(file(link).change(edits("web.port", "81"), Optional.empty()))
        .isInstanceOf(SettingsChange.Saved.class);
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(real)).contains("port: 81");
  }

  @Test
  void aFolderThatCannotBeWrittenLosesNothing() {
    // In /proc nobody may make a file, root included; this file there is empty.
    Path path = Path.of("/proc/self/timers");
    assumeTrue(Files.exists(path));
    SettingsChange change = file(path).change(edits("web.port", "81"), Optional.empty());
    assertThat(change).isInstanceOf(SettingsChange.Failed.class);
    assertThat(change.toString()).contains("/proc/self/timers can't be written", "as it was");
  }

  private SettingsFile file(Path path) {
    return new SettingsFile(path, Map.of(), folder.resolve("log"));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("roomtone.yaml"), text);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Map<String, Optional<String>> edits(String key, String value) {
    return Map.of(key, Optional.of(value));
  }

  private static SettingsChange saved(String key, String sentence) {
    return new SettingsChange.Saved(List.of(new SettingsChange.Changed(key, sentence)));
  }
}
