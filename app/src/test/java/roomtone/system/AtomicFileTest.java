package roomtone.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void makesTheFolderAndReplacesTheWholeContent() throws IOException {
    Path file = folder.resolve("state/areas.json");
    AtomicFile.write(file, "a long first content".getBytes(UTF_8));
    AtomicFile.write(file, "short".getBytes(UTF_8));
    assertThat(file).hasContent("short");
    assertThat(namesIn(folder.resolve("state"))).containsExactly("areas.json");
  }

  @Test
  void aSecretIsForItsOwnerAloneEvenWhereAnOpenFileWasBefore() throws IOException {
    Path file = Files.writeString(folder.resolve("login.json"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    AtomicFile.writeSecret(file, "token".getBytes(UTF_8));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whatFailsLeavesTheOldContentAndNoRemains() throws IOException {
    Path taken = folder.resolve("taken");
    Files.createDirectories(taken.resolve("kept"));
    assertThatThrownBy(() -> AtomicFile.write(taken, "new".getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
    assertThat(taken.resolve("kept")).isDirectory();
    assertThat(namesIn(folder)).containsExactly("taken");
  }

  @Test
  void whatAPowerCutLeftIsClearedAwayAndNothingElse() throws IOException {
    Path file = folder.resolve("areas.json");
    old(".areas.json123.tmp");
    old(".other.json123.tmp");
    old("areas.json.tmp");
    Files.writeString(folder.resolve(".areas.json456.tmp"), "another process writes it now");
    AtomicFile.write(file, "new".getBytes(UTF_8));
    assertThat(namesIn(folder))
        .containsExactlyInAnyOrder(
            "areas.json", ".other.json123.tmp", "areas.json.tmp", ".areas.json456.tmp");
  }

  private void old(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "half");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
  }

  private static Stream<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
