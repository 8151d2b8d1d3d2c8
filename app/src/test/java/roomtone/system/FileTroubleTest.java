package roomtone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
  @TempDir private Path folder;

  @Test
  void saysWhyAndNotJustTheName() throws IOException {
    assertThat(reasonOfReading(folder.resolve("none")))
        .isEqualTo("there is no such file or folder");
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(reasonOfReading(file.resolve("inside"))).isEqualTo("Not a directory");
    assertThat(FileTrouble.reason(new AccessDeniedException("a"))).isEqualTo("this user may not");
    assertThat(FileTrouble.reason(new FileSystemException("name"))).doesNotContain("name");
    assertThat(FileTrouble.reason(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FileTrouble.reason(new IOException())).isEqualTo("IOException");
  }

  private static String reasonOfReading(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return FileTrouble.reason(e);
    }
  }
}
