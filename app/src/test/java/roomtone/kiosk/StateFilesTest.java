package roomtone.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.web.proof.Evidence;

/** What lies in the kiosk's folder. */
class StateFilesTest {
  @TempDir private Path folder;

  @Test
  void aPictureIsFoundWhateverItsName() throws Exception {
    Files.writeString(folder.resolve("kiosk-id"), "a1");
    Files.write(folder.resolve("areas.json"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
    Files.writeString(folder.resolve("log.db-wal"), "rows");
    StateFiles files = StateFiles.in(folder, folder.resolve("log.db"));
    assertThat(files.pictures()).isEqualTo(1);
    assertThat(files.byKind())
        .containsExactlyInAnyOrder(
            new Evidence.Files(Evidence.Kind.LOG, 1, 4),
            new Evidence.Files(Evidence.Kind.DEVICE, 1, 2),
            new Evidence.Files(Evidence.Kind.PICTURE, 1, 3));
  }
}
