package roomtone.system.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KioskIdTest {
  @TempDir private Path folder;

  @Test
  void itIsMadeOnceAndKept() throws Exception {
    Path file = folder.resolve("state").resolve("kiosk-id");
    String made = KioskId.keptIn(file);
    assertThat(made).matches("[0-9a-f]{8}");
    assertThat(KioskId.keptIn(file)).isEqualTo(made);
    assertThat(KioskId.keptIn(folder.resolve("other"))).isNotEqualTo(made);
    Files.writeString(file, "something/else");
    assertThat(KioskId.keptIn(file)).matches("[0-9a-f]{8}").isNotEqualTo(made);
  }

  @Test
  void aFolderThatCannotBeWrittenGivesAnIdForNow() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "").resolve("kiosk-id");
    assertThat(KioskId.keptIn(file)).matches("[0-9a-f]{8}");
  }
}
